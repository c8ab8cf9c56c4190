"""Counters for alarms, in the CloudWatch embedded metric format: they are log lines and need no request.

A metric has one dimension, Powertools' `service`, so one alarm sees all of its values. What a caller passes as
dimensions is written as metadata of the log line. It can be searched for, but makes no metrics of its own.
"""

from aws_lambda_powertools.metrics import MetricUnit, single_metric

NAMESPACE = "outreach"


class EmbeddedAlarms:
    """The `Alarms` port."""

    def __init__(self, service: str, namespace: str = NAMESPACE) -> None:
        self._service = service
        self._namespace = namespace

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """Count something that happened."""
        with single_metric(
            name=name,
            unit=MetricUnit.Count,
            value=amount,
            namespace=self._namespace,
            default_dimensions={"service": self._service},
        ) as metric:
            for key, value in dimensions.items():
                metric.add_metadata(key=key, value=value)
