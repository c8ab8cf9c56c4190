"""moto as an emulator: its server, and what we add so that a deployed template runs.

moto holds tables, queues, parameters, buckets and rules. It executes nothing without Docker. So in its process:

* `application` refuses foreign pages and whoever lacks the stack's key, and handles requests one at a time;
* `cloudformation` lets moto make what it lacks (`resources`), and refuse what nobody knows;
* `functions` runs the functions, each in a `worker` process of its own;
* `deliveries` does what AWS does between services: schedules, rules, and queues in front of functions;
* `http_api` serves the HTTP API.

`process` starts all this from the `outreach` command. What imports moto (`server`, `backends`, `cloudformation`,
`resources`, `attribute_values`) runs in an environment of its own (requirements/moto.in).
"""
