"""No web page that somebody opens can use the local stack, except that it may link to the unsubscribe page."""

from mutants.mutant import mutant, once

_PAGES = "local/foreign_pages.py"
_RULES = "unit/test_foreign_pages.py::"

LOCAL_STACK = (
    mutant(
        "any-host",
        "a page cannot come under a host name of its own (DNS rebinding)",
        once(_PAGES, 'return f"the host {host!r} is not this machine\'s loopback name"', "return None"),
        _RULES + "test_any_other_host_is_refused",
    ),
    mutant(
        "first-host-counts",
        "of two hosts, none is believed",
        once(
            _PAGES,
            'return ", ".join(values) if (values := self.values(name)) else None',
            "return next(iter(self.values(name)), None)",
        ),
        _RULES + "test_a_second_host_is_refused",
    ),
    mutant(
        "port-may-hold-anything",
        "what follows a host name is a port and nothing else",
        once(_PAGES, r're.compile(r":[0-9]{1,5}\Z")', 're.compile(r":.*")'),
        _RULES + "test_any_other_host_is_refused",
    ),
    mutant(
        "container-unsigned",
        "a container sends signed requests only",
        once(
            _PAGES,
            'if signed and not request.path.startswith("/_"):',
            'if not request.path.startswith("/_"):',
        ),
        _RULES + "test_a_container_may_send_signed_requests_of_the_api_and_no_others",
    ),
    mutant(
        "container-everywhere",
        "a container reaches the API and none of the emulator's own paths",
        once(_PAGES, 'if signed and not request.path.startswith("/_"):', "if signed:"),
        _RULES + "test_a_container_may_send_signed_requests_of_the_api_and_no_others",
    ),
    mutant(
        "foreign-origin-taken",
        "a request with an origin is refused everywhere but on the page",
        once(
            _PAGES,
            '        return f"no web page may send requests here, and this one is from a page of {origin!r}"\n',
            "        pass\n",
        ),
        _RULES + "test_nothing_but_the_page_takes_requests_with_an_origin",
    ),
    mutant(
        "own-origin-taken",
        "not even a page of this machine sends requests to the API",
        once(
            _PAGES,
            'if (origin := request.value("origin")) is not None:',
            'if (origin := request.value("origin")) not in {None, f"http://{request.value(\'host\')}"}:',
        ),
        _RULES + "test_nothing_but_the_page_takes_requests_with_an_origin",
    ),
    mutant(
        "pictures-taken",
        "what a browser fetches without an origin is refused as well",
        once(_PAGES, '        return "no browser may send requests here"\n', "        pass\n"),
        _RULES + "test_nothing_but_the_page_takes_requests_of_a_browser",
    ),
    mutant(
        "way-through-the-page",
        "no path leads through the page to somewhere else",
        once(_PAGES, ' and ".." not in path.split("/")', ""),
        _RULES + "test_no_way_through_the_page_leads_elsewhere",
    ),
    mutant(
        "page-where-there-is-none",
        "a server without the page takes no browser at all",
        once(_PAGES, "if has_page and _is_page(request.path):", "if _is_page(request.path):"),
        _RULES + "test_nothing_but_the_page_takes_requests_of_a_browser",
    ),
    mutant(
        "scripts-may-ask-first",
        "the page tells no script of another page that it may come",
        once(
            _PAGES,
            '        return f"{name} is not for scripts of other pages"\n',
            "        pass\n",
        ),
        _RULES + "test_another_page_can_do_no_more_than_link_to_the_page",
    ),
    mutant(
        "foreign-form",
        "a form of another page unsubscribes nobody",
        once(
            _PAGES,
            '        return f"{name} takes no requests from a page of {origin!r}"\n',
            "        pass\n",
        ),
        _RULES + "test_another_page_can_do_no_more_than_link_to_the_page",
    ),
    mutant(
        "form-of-nobody",
        'the origin "null" is the page\'s own only if the site says so',
        once(_PAGES, 'origin == "null" and site == "same-origin"', 'origin == "null"'),
        _RULES + "test_another_page_can_do_no_more_than_link_to_the_page",
    ),
    mutant(
        "foreign-request-of-any-method",
        "a link from another page opens the page and orders nothing",
        once(_PAGES, "if request.method in _SAFE and request", "if request"),
        _RULES + "test_another_page_can_do_no_more_than_link_to_the_page",
    ),
    mutant(
        "foreign-fetch",
        "another page links to the page and does not load it",
        once(_PAGES, 'in _SAFE and request.value("sec-fetch-mode") == "navigate":', "in _SAFE:"),
        _RULES + "test_another_page_can_do_no_more_than_link_to_the_page",
    ),
    mutant(
        "any-key",
        "who does not know the stack's key is refused",
        once(
            _PAGES,
            'return f"the request for {request.path!r} is not signed with the credentials of this stack"',
            "return None",
        ),
        _RULES + "test_everybody_else_is_a_stranger",
    ),
    mutant(
        "key-in-the-query-first",
        "the key of the header counts before the one of the query",
        once(
            _PAGES,
            '    if authorization.startswith(_SIGNED) and (found := _SIGNED_BY.search(authorization)):\n        return found[1]\n    return parse_qs(request.query).get("X-Amz-Credential", [""])[0].partition("/")[0]\n',
            '    if key := parse_qs(request.query).get("X-Amz-Credential", [""])[0].partition("/")[0]:\n        return key\n    found = _SIGNED_BY.search(authorization)\n    return found[1] if found else ""\n',
        ),
        _RULES + "test_the_header_counts_before_the_query_as_it_does_for_the_emulator",
    ),
    mutant(
        "functions-reset-the-emulator",
        "the emulator's own paths are the administrator's alone",
        once(
            _PAGES,
            'key.startswith(_SESSION) and not request.path.startswith("/_")',
            "key.startswith(_SESSION)",
        ),
        _RULES + "test_the_emulators_own_paths_are_the_administrators",
    ),
    mutant(
        "sessions-nobody-verifies",
        "where nobody verifies what a session signs, its key opens nothing",
        once(_PAGES, "is_session = verifies_sessions and key", "is_session = key"),
        _RULES + "test_where_nobody_verifies_what_a_session_signs_its_key_is_a_strangers",
    ),
    mutant(
        "refused-and-handed-on",
        "what is refused does not reach the emulator",
        once(
            _PAGES,
            "        reason = refusal(request, has_page=True)\n",
            "        reason = None\n",
        ),
        _RULES + "test_a_refusal_is_one_line_and_the_application_sees_nothing",
    ),
    mutant(
        "websockets-unguarded",
        "a websocket is a request, too",
        once(_PAGES, 'not in {"http", "websocket"}:', '!= "http":'),
        _RULES + "test_a_foreign_websocket_is_closed_before_it_opens",
    ),
    mutant(
        "strangers-let-in",
        "where credentials count, strangers are refused",
        once(
            _PAGES,
            "            reason = stranger(request, self._administrator)\n",
            "            pass\n",
        ),
        _RULES + "test_a_stranger_is_refused_only_where_credentials_count",
    ),
)
