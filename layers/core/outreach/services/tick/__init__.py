"""One turn of the planner: puts what is due on the queue."""
