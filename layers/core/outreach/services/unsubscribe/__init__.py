"""The unsubscribe page and the requests that come through it."""
