"""One turn of the planner: what is due goes on the queue."""
