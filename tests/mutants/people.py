"""An import adds people and orders, and removes nothing."""

from mutants.mutant import mutant, once

PEOPLE = (
    mutant(
        "lead-before-its-orders",
        "recipient rows and orders are written before the lead",
        once(
            "services/operator/importing.py",
            "        if unseen:\n",
            (
                "        keys = {text: standing_key(rows, peppers, text) for text in people}\n"
                "        self._add([self._lead(name, row, keys) for name, row in self._leads])\n        if unseen:\n"
            ),
        ),
        "unit/test_importing.py::test_everything_that_forbids_is_written_before_the_lead_it_is_about",
    ),
    mutant(
        "import-lifts-orders-memory",
        "an import never lifts an order",
        once(
            "memory/people.py",
            "self._tables.recipients.setdefault(row.recipient, replace(row, orders=(), holds={}))",
            "self._tables.recipients[row.recipient] = replace(row, orders=(), holds={})",
        ),
        "contract/test_people.py::TestSuppressions::test_creating_a_row_again_lifts_nothing[memory]",
    ),
    mutant(
        "import-lifts-orders-dynamodb",
        "an import never lifts an order",
        once(
            "adapters/dynamodb/tables.py",
            "item.get_update_kwargs_from_instance(actions, type(item).pk.does_not_exist())",
            "item.get_update_kwargs_from_instance(actions, None)",
        ),
        "contract/test_people.py::TestSuppressions::test_creating_a_row_again_lifts_nothing[dynamodb]",
    ),
    mutant(
        "dnc-column-ignored",
        "a do-not-contact column becomes an order",
        once(
            "services/operator/importing.py",
            "self._forbid(row.address if row.dnc else None)",
            "self._forbid(None)",
        ),
        "unit/test_import_leads.py::test_whatever_else_a_do_not_contact_cell_says_forbids_it",
    ),
    mutant(
        "dnc-of-rejected-row-ignored",
        "an order on a rejected row counts",
        once("services/operator/importing.py", "            self._forbid(row.dnc)\n", ""),
        "unit/test_import_leads.py::test_an_order_on_a_duplicate_or_a_rejected_row_stands",
    ),
    mutant(
        "lift-takes-everything-memory",
        "lifting an order lifts no other order",
        once(
            "memory/people.py",
            "(order.scope, order.reason, order.version) != (scope, reason, version)",
            "order.scope != scope",
        ),
        "contract/test_people.py::TestSuppressions::test_lifting_takes_away_one_order_and_no_other[memory]",
    ),
    mutant(
        "pepper-ids-unchecked",
        "no new pepper is taken for the oldest, which gives the lead ids",
        once("domain/address.py", "if _PEPPER_ID.fullmatch(version) is None:", "if False:"),
        "unit/test_import_addresses.py::test_a_pepper_that_could_pass_for_the_oldest_is_refused",
    ),
    mutant(
        "peppers-read-like-links",
        "peppers are read by their own rule",
        once("adapters/secrets.py", "return as_peppers(keyring)", "return keyring"),
        "contract/test_outside.py::TestKeyring::test_a_pepper_that_is_not_numbered_is_refused_with_its_id",
    ),
    mutant(
        "tenth-pepper-before-the-ninth",
        "peppers are ordered by their numbers",
        once(
            "domain/address.py",
            "key=lambda version: (len(version), version))",
            "key=lambda version: version)",
        ),
        "unit/test_import_addresses.py::test_the_tenth_pepper_follows_the_ninth",
    ),
    mutant(
        "one-row-of-two-ordered",
        "an order given again gets a new version in every row of its address",
        once(
            "services/operator/recipients.py",
            "for row in rows[address]] or [recipient_key(peppers, address)]",
            "for row in rows[address]][:1] or [recipient_key(peppers, address)]",
        ),
        "unit/test_import_suppressions.py::test_an_order_that_is_given_again_has_a_new_word_in_every_row",
    ),
    mutant(
        "rows-not-looked-at-again-by-an-order",
        "an order also reaches a row that is created meanwhile",
        once(
            "services/operator/suppressing.py",
            "        united(self._suppressions, self._peppers, rows)\n",
            "",
        ),
        "unit/test_import_suppressions.py::"
        "test_an_order_meets_the_row_that_somebody_makes_meanwhile_under_another_pepper",
    ),
    mutant(
        "rows-not-looked-at-again-by-an-import",
        "an import sees an order given meanwhile under another pepper",
        once("services/operator/importing.py", "        rows = united(suppressions, peppers, rows)\n", ""),
        "unit/test_importing.py::"
        "test_an_order_that_is_given_while_its_lead_is_imported_under_another_pepper_stands",
    ),
    mutant(
        "orders-of-other-rows-ignored",
        "a lead with two rows has the orders of both",
        once(
            "services/operator/recipients.py",
            "        for recipient, order in unshared(found):\n",
            "        for recipient, order in ():\n",
        ),
        "unit/test_importing.py::test_a_lead_with_two_rows_is_imported_with_the_orders_of_both",
    ),
    mutant(
        "forgotten-in-one-row-taken-in",
        "who is forgotten in one of two rows is rejected",
        once(
            "services/operator/importing.py",
            "if any(row.forgotten for row in found)",
            "if found and found[0].forgotten",
        ),
        "unit/test_importing.py::test_who_is_forgotten_in_one_of_two_rows_is_turned_away",
    ),
    mutant(
        "restart-forgotten",
        "a run that finished during an import is started again",
        once("services/operator/importing.py", "        work.restart_finished()\n", ""),
        "unit/test_importing.py::test_a_run_that_finishes_during_the_import_is_started_again",
    ),
    mutant(
        "cancelled-not-looked-at-again",
        "nobody joins a run that is cancelled meanwhile",
        once(
            "services/operator/importing.py", "            self._look_again(written)\n", "            pass\n"
        ),
        "unit/test_importing.py::test_in_a_run_that_is_cancelled_during_the_import_nobody_is_left_waiting",
    ),
)
