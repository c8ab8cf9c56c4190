"""What may be done with a half-deployed stack: nothing that was in use is ever deleted. And what is not there at all."""

import botocore.session
import pytest

from outreach.local.deploy import left_out
from outreach.local.stack_status import Stuck, Way, way_on

ALL = botocore.session.Session().get_service_model("cloudformation").shape_for("StackStatus").enum
NEVER_WAS = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"}
IN_USE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_FAILED", "UPDATE_ROLLBACK_COMPLETE"}


@pytest.mark.parametrize("status", [None, "DELETE_COMPLETE"])
def test_a_stack_that_is_not_there_is_created(status: str | None):
    assert way_on(status) is Way.CREATE


@pytest.mark.parametrize("status", sorted(IN_USE))
def test_a_stack_in_use_is_updated(status: str):
    assert way_on(status) is Way.UPDATE


@pytest.mark.parametrize("status", sorted(NEVER_WAS))
def test_a_stack_whose_creation_failed_makes_way(status: str):
    assert way_on(status) is Way.DELETE_FIRST


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        ("CREATE_IN_PROGRESS", "wait until that is done"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "wait until that is done"),
        ("DELETE_IN_PROGRESS", "wait until that is done"),
        ("REVIEW_IN_PROGRESS", "a change set that nobody executed"),
        ("DELETE_FAILED", "may hold leads and orders"),
        ("UPDATE_ROLLBACK_FAILED", "continue its rollback"),
        ("MELTED", "this status is not known"),
    ],
)
def test_a_stack_that_is_stuck_is_left_alone_with_a_word_what_to_do(status: str, remedy: str):
    way = way_on(status)
    assert isinstance(way, Stuck)
    assert remedy in way.remedy


@pytest.mark.parametrize("status", sorted(ALL))
def test_no_status_of_cloudformation_is_unknown(status: str):
    way = way_on(status)
    assert not (isinstance(way, Stuck) and "not known" in way.remedy) or status == "IMPORT_ROLLBACK_FAILED"


@pytest.mark.parametrize("status", sorted(set(ALL) - NEVER_WAS))
def test_only_what_never_was_in_use_is_deleted(status: str):
    assert way_on(status) is not Way.DELETE_FIRST


def test_a_resource_without_an_id_was_not_made():
    """LocalStack lists as complete what it does not know, with the id "unknown"."""
    resources = [
        {"ResourceType": "AWS::SQS::Queue", "PhysicalResourceId": "http://localhost:4566/0/q"},
        {"ResourceType": "AWS::ApiGatewayV2::Stage", "PhysicalResourceId": "unknown"},
        {"ResourceType": "AWS::ApiGatewayV2::Api", "PhysicalResourceId": "unknown"},
        {"ResourceType": "AWS::ApiGatewayV2::Api", "PhysicalResourceId": ""},
        {"ResourceType": "AWS::CloudWatch::Dashboard"},
    ]
    assert left_out(resources) == [
        "AWS::ApiGatewayV2::Api",
        "AWS::ApiGatewayV2::Stage",
        "AWS::CloudWatch::Dashboard",
    ]
