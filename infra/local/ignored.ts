/** Resource types of the template that a laptop does not need, each with the reason. A type that is in no list is refused. */
export const ignoredTypes: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'everything here runs as the person at the keyboard',
  'AWS::IAM::Policy': 'as above; tests/infra proves the policies on the template',
  'AWS::IAM::ManagedPolicy': 'as above: it is for machines elsewhere',
  'AWS::S3::BucketPolicy': 'the emulator listens on loopback alone and knows no other principals',
  'AWS::SQS::QueuePolicy': 'as above',
  'AWS::SNS::Topic': 'only alarms use it',
  'AWS::SNS::TopicPolicy': 'only alarms use it',
  'AWS::SNS::Subscription': 'only alarms use it',
  'AWS::CloudWatch::Alarm': '`npx hongtou alarms` says the same from the record',
  'AWS::CloudWatch::Dashboard': '`npx hongtou doctor` has the last hours',
  'AWS::Budgets::Budget': 'a laptop is free',
  'AWS::Logs::LogGroup': 'logs go to stderr',
  'AWS::Lambda::Permission': 'nothing here asks for permission to invoke',
  'AWS::Lambda::EventInvokeConfig': 'schedules are called once and their failure is logged',
  'AWS::SES::ConfigurationSet': 'the mail emulator takes any sender',
  'AWS::SES::ConfigurationSetEventDestination': 'the mail emulator has no events: what it takes is delivered',
  'AWS::SES::EmailIdentity': 'the mail emulator takes any sender',
  'AWS::Events::Rule': 'it carries mail events alone',
  'AWS::ApiGatewayV2::Api': 'HTTP comes from the local server',
  'AWS::ApiGatewayV2::Stage': 'throttling and the access log are for strangers',
  'AWS::Logs::MetricFilter': 'only alarms use it',
  'AWS::CDK::Metadata': 'describes the tool, not the system',
};

/**
 * Properties of interpreted types that a laptop does otherwise or not at all, by their path, each with the reason. What the deployed bundles do with them (memory, time,
 * environment, retries, dead letters of calls, rights) is tried by tests/infra/deployed-bundles.test.ts.
 */
export const ignoredProperties: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::DynamoDB::Table': {
    DeletionProtectionEnabled: 'nobody deletes tables here',
    PointInTimeRecoverySpecification: 'the folder is copied instead',
    SSESpecification: 'disk encryption is the machine’s',
    Tags: 'for bills',
    TimeToLiveSpecification: 'the emulator has none; readers compare `ttl` with the clock anyway, since AWS deletes late',
  },
  'AWS::S3::Bucket': {
    BucketEncryption: 'disk encryption is the machine’s',
    LifecycleConfiguration: 'no versions are kept',
    OwnershipControls: 'one owner',
    PublicAccessBlockConfiguration: 'loopback alone',
    Tags: 'for bills',
    VersioningConfiguration: 'objects are named by their hash; only pointers are replaced',
  },
  'AWS::SQS::Queue': { SqsManagedSseEnabled: 'disk encryption is the machine’s', Tags: 'for bills' },
  'AWS::Lambda::Function': {
    Architectures: 'the machine’s',
    Code: 'functions/ runs as it is',
    DeadLetterConfig: 'a call that fails is logged; the next comes at its time',
    Description: 'for people',
    EphemeralStorage: 'the machine’s',
    'LoggingConfig.LogGroup': 'logs go to stderr',
    MemorySize: 'all handlers share one process: the machine’s memory',
    Role: 'the person at the keyboard',
    Tags: 'for bills',
    Timeout: 'nothing ends a handler here; the visibility of its queue gives its messages to another',
  },
  'AWS::Lambda::EventSourceMapping': { Tags: 'for bills' },
  'AWS::Scheduler::Schedule': {
    Description: 'for people',
    Name: 'for people',
    'Target.DeadLetterConfig': 'a call that fails is logged; the next comes at its time',
    'Target.RetryPolicy': 'as above: each call does what an earlier one missed',
    'Target.RoleArn': 'nothing here asks for permission to invoke',
  },
  'AWS::ApiGatewayV2::Integration': { ApiId: 'there is one' },
  'AWS::ApiGatewayV2::Route': { ApiId: 'there is one', Target: 'there is one integration' },
};

/** Properties with the one value that is what a laptop does anyway; any other value is refused. */
export const fixedProperties: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::Lambda::Function': { Handler: 'index.handler', 'LoggingConfig.LogFormat': 'JSON', Runtime: 'nodejs24.x' },
  'AWS::Scheduler::Schedule': { 'FlexibleTimeWindow.Mode': 'OFF', State: 'ENABLED' },
  'AWS::ApiGatewayV2::Integration': { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' },
  'AWS::ApiGatewayV2::Route': { AuthorizationType: 'NONE' },
};

/** Variables of the functions that are not used, each with the reason. */
export const ignoredVariables: Readonly<Record<string, string>> = {
  NODE_OPTIONS: 'the heap of a process that does one function’s work: here one process does them all',
  BASE_URL: 'the local server says where it is',
  MAIL_CONFIGURATION_SET: 'the local mail service has none',
};
