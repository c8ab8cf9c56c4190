"""A small project in the shape of the real one, for the tests of the local stack itself.

It has the same resources under the same names. But its handlers do what a test asks of them, and its layers
are built quickly and without a network.
"""

from __future__ import annotations

from pathlib import Path

from outreach.local.emulators import MINISTACK, Kind

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  SendConcurrency: {Type: Number, Default: 2}
  Greeting: {Type: String, Default: hello}
  ReplyDomain: {Type: String, Default: none}
  PublishEvents: {Type: String, Default: none}
Mappings:
  Limits: {Send: {Timeout: 5}}
Globals:
  Function:
    Runtime: python3.13
    Handler: handler.lambda_handler
    Timeout: 5
    Layers: [!Ref CoreLayer, !Ref DependenciesLayer]
    Environment:
      Variables:
        TABLE: !Ref OutreachTable
        SUPPRESSION: !Ref SuppressionTable
        CONCURRENCY: !Ref SendConcurrency
        GREETING: !Ref Greeting
        LIMIT: !FindInMap [Limits, Send, Timeout]
Resources:
  OutreachTable:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: pk, AttributeType: S}
        - {AttributeName: sk, AttributeType: S}
        - {AttributeName: due_pk, AttributeType: S}
        - {AttributeName: due_sk, AttributeType: S}
      KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]
      GlobalSecondaryIndexes:
        - IndexName: due
          KeySchema: [{AttributeName: due_pk, KeyType: HASH}, {AttributeName: due_sk, KeyType: RANGE}]
          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [step, attempt]}
      TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}
  SuppressionTable:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
      KeySchema: [{AttributeName: pk, KeyType: HASH}]
  UnsubscribeKeys:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"current":"k1"}'
        GenerateStringKey: k1
        PasswordLength: 64
        ExcludePunctuation: true
  SendDeadLetterQueue: {Type: AWS::SQS::Queue}
  SendQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 5
      RedrivePolicy: {deadLetterTargetArn: !GetAtt SendDeadLetterQueue.Arn, maxReceiveCount: 2}
  CoreLayer:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/core/, CompatibleRuntimes: [python3.13]}
    Metadata: {BuildMethod: makefile}
  DependenciesLayer:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/dependencies/, CompatibleRuntimes: [python3.13]}
    Metadata: {BuildMethod: makefile}
  TickFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/tick/
      Policies:
        - Statement:
            - {Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt OutreachTable.Arn}
      Events:
        Schedule: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
  SendFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/send/
      Environment: {Variables: {UNSUBSCRIBE_URL: !Sub "https://${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/u/"}}
      Policies:
        - Statement:
            - Effect: Allow
              Action: [dynamodb:BatchGetItem, dynamodb:UpdateItem]
              Resource: [!GetAtt OutreachTable.Arn, !GetAtt SuppressionTable.Arn]
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt SendQueue.Arn
            BatchSize: 10
            FunctionResponseTypes: [ReportBatchItemFailures]
            ScalingConfig: {MaximumConcurrency: !Ref SendConcurrency}
  UnsubscribeFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/unsubscribe/
      Environment: {Variables: {SECRET: !GetAtt UnsubscribeKeys.Id}}
      Policies:
        - Statement:
            - {Effect: Allow, Action: "secretsmanager:GetSecretValue", Resource: !GetAtt UnsubscribeKeys.Id}
      Events:
        Get: {Type: HttpApi, Properties: {ApiId: !Ref HttpApi, Path: "/u/{token}", Method: GET}}
        Post: {Type: HttpApi, Properties: {ApiId: !Ref HttpApi, Path: "/u/{token}", Method: POST}}
  HttpApi:
    Type: AWS::Serverless::HttpApi
Outputs:
  OutreachTableName: {Value: !Ref OutreachTable}
  Told: {Value: !Ref PublishEvents}
  ReplyDomain: {Value: !Ref ReplyDomain}
  SuppressionTableName: {Value: !Ref SuppressionTable}
  SendQueueUrl: {Value: !Ref SendQueue}
  SendDeadLetterQueueUrl: {Value: !Ref SendDeadLetterQueue}
  KillSwitchParameter: {Value: !Sub "/${AWS::StackName}/kill-switch"}
  UnsubscribeKeysSecret: {Value: !GetAtt UnsubscribeKeys.Id}
  TickFunctionName: {Value: !Ref TickFunction}
  SendFunctionName: {Value: !Ref SendFunction}
  UnsubscribeFunctionName: {Value: !Ref UnsubscribeFunction}
  UnsubscribeUrl: {Value: !Sub "https://${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/u/"}
  SendConcurrency: {Value: !Ref SendConcurrency}
"""

_CLIENT = """
import json, os, time
import botocore.session

def client(service):
    return botocore.session.get_session().create_client(service)
"""

HANDLERS = {
    "tick": """
import os, time
from core_part import client
from dependency import NAME

def lambda_handler(event, context):
    print("tick says", os.environ["GREETING"])
    stamp = {"pk": {"S": "ticks"}, "sk": {"S": context.aws_request_id}}
    client("dynamodb").put_item(TableName=os.environ["TABLE"], Item=stamp | {
        "source": {"S": str(event.get("source"))}, "dependency": {"S": NAME}})
    return {key: os.environ.get(key) for key in event.get("show", [])}
""",
    "send": """
import json, os, time
from core_part import client

def lambda_handler(event, context):
    print("send got", len(event["Records"]))
    dynamodb, failures = client("dynamodb"), []
    for record in event["Records"]:
        order = json.loads(record["body"])
        time.sleep(order.get("sleep", 0))
        if order.get("fail"):
            failures.append({"itemIdentifier": record["messageId"]})
            continue
        tables = {os.environ[name]: {"ConsistentRead": True, "Keys": [key]} for name, key in (
            ("TABLE", {"pk": {"S": "seen"}, "sk": {"S": order["id"]}}), ("SUPPRESSION", {"pk": {"S": order["id"]}}))}
        read = dynamodb.batch_get_item(RequestItems=tables)
        dynamodb.update_item(
            TableName=os.environ["TABLE"], Key={"pk": {"S": "seen"}, "sk": {"S": order["id"]}},
            UpdateExpression="ADD times :one SET unsubscribe = :url, rows_found = :found",
            ExpressionAttributeValues={":one": {"N": "1"}, ":url": {"S": os.environ["UNSUBSCRIBE_URL"]},
                ":found": {"N": str(sum(map(len, read["Responses"].values())))}})
    return {"batchItemFailures": failures}
""",
    "unsubscribe": """
import os
from core_part import client

def lambda_handler(event, context):
    client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET"])
    method = event["requestContext"]["http"]["method"]
    return {"statusCode": 200, "body": method + " " + event["pathParameters"]["token"]}
""",
}

_CORE_MAKEFILE = """
build-CoreLayer:
	mkdir -p $(ARTIFACTS_DIR)/python
	cp core_part.py $(ARTIFACTS_DIR)/python/
"""

_DEPENDENCIES_MAKEFILE = """
SITE = $(shell $(PYTHON) -c "import sysconfig; print(sysconfig.get_path('purelib'))")
# Without an interpreter it is built as for Lambda, which has botocore.
LINKED = $(if $(PYTHON),botocore jmespath dateutil urllib3 six.py)

build-DependenciesLayer:
	echo built >> builds.log
	mkdir -p $(ARTIFACTS_DIR)/python
	echo 'NAME = "a dependency"' > $(ARTIFACTS_DIR)/python/dependency.py
	cd $(ARTIFACTS_DIR)/python && for name in $(LINKED); do ln -s $(SITE)/$$name; done
"""


def write_project(root: Path) -> Path:
    """Write the sample project below a folder and return it."""
    files = {
        "template.yaml": TEMPLATE,
        "layers/core/core_part.py": _CLIENT,
        "layers/core/Makefile": _CORE_MAKEFILE,
        "layers/dependencies/Makefile": _DEPENDENCIES_MAKEFILE,
        "layers/dependencies/requirements.txt": "dependency==1\n",
    } | {f"functions/{name}/handler.py": source for name, source in HANDLERS.items()}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def emulator_python(kind: Kind = MINISTACK) -> Path:
    """Where `make` installed an emulator."""
    return kind.python(Path(__file__).resolve().parents[2])
