import specification from '@aws-cdk/aws-service-spec';

const database = specification.loadAwsServiceSpecSync();

const resourceOf = (type: string) => database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
type Properties = NonNullable<ReturnType<typeof resourceOf>>['properties'];
type PropertyType = Properties[string]['type'];

const intrinsics = /^(?:Ref|Fn::(?:GetAtt|Join|Sub|Select|Split|If|ImportValue|FindInMap|GetAZs|Base64))$/;
/** A reference: its type is known to AWS alone. */
const isReference = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 1 && intrinsics.test(Object.keys(value)[0] as string);

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 80);

/** What is wrong with the properties of a resource or of a part of it, each as a sentence with its path. */
function faultsOf(given: unknown, known: Properties, path: string): readonly string[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [`${path}: ${shown(given)} is no object`];
  const missing = Object.entries(known).flatMap(([name, { required }]) =>
    required && !(name in given) ? [`${path}.${name} is missing`] : [],
  );
  const faults = Object.entries(given).flatMap(([name, value]) => {
    const property = known[name];
    return property ? faultsOfValue(value, property.type, `${path}.${name}`) : [`${path}.${name} is not known to CloudFormation`];
  });
  return [...missing, ...faults];
}

type Scalar = (value: unknown, type: PropertyType) => boolean;
const scalars: Readonly<Record<string, Scalar>> = {
  string: (value, type) =>
    typeof value === 'string' && (type.type !== 'string' || !type.allowedValues?.length || type.allowedValues.includes(value)),
  'date-time': (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  json: (value) => typeof value === 'object' || typeof value === 'string',
  tag: (value) => typeof value === 'object' && value !== null && Object.keys(value).toSorted().join() === 'Key,Value',
};

function faultsOfValue(value: unknown, type: PropertyType, path: string): readonly string[] {
  if (isReference(value)) return [];
  const check = scalars[type.type];
  if (check) return check(value, type) ? [] : [`${path}: ${shown(value)} is no ${expected(type)}`];
  if (type.type === 'ref') return faultsOf(value, database.get('typeDefinition', type.reference.$ref).properties, path);
  if (type.type === 'array')
    return Array.isArray(value)
      ? value.flatMap((each, n) => faultsOfValue(each, type.element, `${path}[${n}]`))
      : [`${path}: ${shown(value)} is no list`];
  if (type.type === 'map')
    return Object.entries(value as object).flatMap(([key, each]) => faultsOfValue(each, type.element, `${path}.${key}`));
  if (type.type === 'union') {
    const all = type.types.map((each) => faultsOfValue(value, each, path));
    return all.some((faults) => faults.length === 0) ? [] : (all[0] ?? []);
  }
  return [`${path}: the type ${type.type} of the specification is not known here`];
}

const expected = (type: PropertyType): string =>
  type.type === 'string' && type.allowedValues?.length ? `one of ${type.allowedValues.slice(0, 8).join(', ')}` : type.type;

/** Checks a resource against AWS's own schema, all the way down: names, what must be there, types, and values where the schema lists them. */
export function specificationFaults(id: string, type: string, properties: unknown): readonly string[] {
  const known = resourceOf(type);
  return known ? faultsOf(properties, known.properties, id) : [`${id}: CloudFormation knows no ${type}`];
}

/** Whether AWS has a metric of this name in one of its own namespaces. */
export const isMetric = (namespace: string, name: string): boolean =>
  database.all('metric').some((metric) => metric.namespace === namespace && metric.name === name);
