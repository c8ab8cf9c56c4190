"""Counters for alarms, written as CloudWatch embedded metrics: log lines, no request.

A metric has the namespace, its name, and Powertools' `service` as its only dimension, so one alarm sees
all of it. What a caller adds as dimensions stands beside the number, to be searched, not to be counted.
"""

from aws_lambda_powertools.metrics import MetricUnit, single_metric

NAMESPACE = "outreach"


class EmbeddedAlarms:
    """Counts what happens."""

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
