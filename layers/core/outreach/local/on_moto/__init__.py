"""moto as an emulator: its server, and what we add so that a deployed template runs.

moto holds tables, queues, parameters, buckets and rules. It executes nothing without Docker. So in its process:

* `application` refuses foreign pages and whoever lacks the stack's key, and handles requests one at a time;
* `resources` makes what moto's CloudFormation lacks;
* `functions` runs the functions, each in a `worker` process of its own;
* `deliveries` does what AWS does between services: schedules, rules, and queues in front of functions;
* `http_api` serves the HTTP API.

`process` starts all this from the `outreach` command. Only `application`, `resources` and `server` import moto. They run
in an environment of their own (requirements/moto.in).
"""
