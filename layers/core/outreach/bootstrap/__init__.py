"""Composition roots: they make the use cases from settings. Nothing else knows both services and adapters.

Each function has a module of its own here, so it loads no other. Nothing is made at import. A function's use case is made once
per worker, by its first invocation; `cache_clear` on it makes a new one. Adapters are imported where they are used, so that a
cold start and a command load what they need and no more.
"""
