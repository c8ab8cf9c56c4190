"""What AWS asks for, in US$. List prices of us-east-1, without a free tier, as the price pages showed them in November 2026.

DynamoDB: aws.amazon.com/dynamodb/pricing/on-demand. Lambda: aws.amazon.com/lambda/pricing. SQS: aws.amazon.com/sqs/pricing.
EventBridge: aws.amazon.com/eventbridge/pricing (events of AWS services are free). Systems Manager:
aws.amazon.com/systems-manager/pricing (standard throughput is free). CloudWatch: aws.amazon.com/cloudwatch/pricing.
S3: aws.amazon.com/s3/pricing. SES: aws.amazon.com/ses/pricing.
"""

MILLION = 1_000_000
GIGABYTE = 1_000_000_000

WRITE_UNIT = 0.625 / MILLION
READ_UNIT = 0.125 / MILLION
GB_SECOND = {"x86_64": 0.0000166667, "arm64": 0.0000133334}
"""By the processor that a function runs on."""
INVOCATION = 0.20 / MILLION
SQS_REQUEST = 0.40 / MILLION
LOG_BYTE = 0.50 / GIGABYTE
SSM_READ = 0.0
"""With higher throughput, which an account can choose: 0.05 / 10,000."""
SES_ESSENTIALS, SES_A_LA_CARTE = 0.16 / 1000, 0.10 / 1000
S3_PUT, S3_GET = 5.0 / MILLION, 0.40 / MILLION
