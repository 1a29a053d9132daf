import process from 'node:process';

/** In place of the compiler of JSON Schemas in the bundles: the protocol wants it for questions to a person, which we never ask. Tools are checked by zod. */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('JSON Schemas are not compiled');
  }
}
export { process };
