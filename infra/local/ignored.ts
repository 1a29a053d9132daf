/** Resource types of the template that a laptop does not need, each with the reason. A type that is in no list is refused. */
export const ignoredTypes: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'everything here runs as the person at the keyboard',
  'AWS::IAM::Policy': 'as above; tests/infra proves the policies on the template',
  'AWS::S3::BucketPolicy': 'the emulator listens on loopback alone and knows no other principals',
  'AWS::SQS::QueuePolicy': 'as above',
  'AWS::SNS::Topic': 'only alarms use it',
  'AWS::SNS::TopicPolicy': 'only alarms use it',
  'AWS::SNS::Subscription': 'only alarms use it',
  'AWS::CloudWatch::Alarm': '`npx hongtou alarms` says the same from the record',
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

/** Properties of interpreted types that may be left out, each with the reason. */
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
    DeadLetterConfig: 'nothing is invoked asynchronously here',
    EphemeralStorage: 'the machine’s',
    Handler: 'always `handler`',
    LoggingConfig: 'logs go to stderr',
    MemorySize: 'the machine’s',
    Role: 'the person at the keyboard',
    Runtime: 'Node 24 by the lock file',
    Tags: 'for bills',
    Timeout: 'the visibility of the queue bounds a run',
  },
  'AWS::Lambda::EventSourceMapping': { Tags: 'for bills' },
  'AWS::Scheduler::Schedule': { Description: 'for people', FlexibleTimeWindow: 'OFF in this project', Name: 'for people' },
  'AWS::ApiGatewayV2::Integration': {
    ApiId: 'there is one',
    IntegrationType: 'AWS_PROXY in this project',
    PayloadFormatVersion: '2.0 in this project',
  },
  'AWS::ApiGatewayV2::Route': { ApiId: 'there is one', AuthorizationType: 'the api function decides', Target: 'there is one integration' },
};

/** Variables of the functions that are not used, each with the reason. */
export const ignoredVariables: Readonly<Record<string, string>> = {
  NODE_OPTIONS: 'about the bundles’ source maps: here is no bundle',
  BASE_URL: 'the local server says where it is',
  MAIL_CONFIGURATION_SET: 'the local mail service has none',
};
