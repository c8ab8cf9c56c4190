"""Audiences and suppressions: import adds and never lifts; orders never lose each other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from outreach.domain.ids import CampaignId, Domain, ImportId, shard_of
from outreach.domain.reasons import Reason
from outreach.domain.suppression import DomainRow, RecipientRow
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource
from world.builders import NOON, SHARDS, a_lead, a_recipient, a_recipient_row, an_enrollment, an_order


def add(stores, name, leads):
    return stores.audience.add(CampaignId(name), SHARDS, leads, "leads.csv", NOON)


class TestAudience:
    def test_a_lead_comes_back_as_it_was_imported(self, stores, name):
        lead = a_lead(
            fields={"first_name": "Zoë", "hash_key": "x", "N": "1"},
            timezone="Europe/Paris",
            traits=Traits(role_account=True, country="FR"),
        )
        assert add(stores, name, [lead]) == 1
        assert list(stores.audience.leads(CampaignId(name), SHARDS)) == [lead]

    @pytest.mark.parametrize("traits", [Traits(country="NL"), Traits(disposable=True), Traits()])
    def test_a_lead_may_have_a_country_and_nothing_else_to_say_of(self, stores, name, traits):
        add(stores, name, [a_lead(traits=traits)])
        assert list(stores.audience.leads(CampaignId(name), SHARDS)) == [a_lead(traits=traits)]

    @pytest.mark.parametrize("source", [ZoneSource(ZoneKind.PHONE, "+33"), ZoneSource(ZoneKind.COLUMN), None])
    def test_what_told_a_lead_s_zone_comes_back_with_it(self, stores, name, source):
        lead = a_lead(timezone="Europe/Paris", zone_source=source)
        add(stores, name, [lead])
        assert list(stores.audience.leads(CampaignId(name), SHARDS)) == [lead]

    def test_a_lead_that_exists_is_left_alone(self, stores, name):
        add(stores, name, [a_lead()])
        assert add(stores, name, [a_lead(fields={}), a_lead("new")]) == 1
        assert a_lead() in list(stores.audience.leads(CampaignId(name), SHARDS))

    def test_those_that_are_there_are_read(self, stores, name):
        add(stores, name, [a_lead("a"), a_lead("b")])
        ids = [a_lead(letter).lead_id for letter in "abca"]
        known = {one.lead_id: one for one in (a_lead("a"), a_lead("b"))}
        assert stores.audience.known(CampaignId(name), SHARDS, ids) == known
        assert stores.audience.known(CampaignId(name), SHARDS, []) == {}

    def test_the_audience_streams_shard_by_shard(self, stores, name):
        leads = [a_lead(f"l{n}") for n in range(40)]
        assert add(stores, name, leads) == 40
        found = list(stores.audience.leads(CampaignId(name), SHARDS))
        assert found == sorted(leads, key=lambda lead: (shard_of(lead.lead_id, SHARDS), lead.lead_id))

    def test_another_campaign_s_leads_are_not_mine(self, stores, name):
        add(stores, name, [a_lead()])
        assert list(stores.audience.leads(CampaignId(f"{name}-b"), SHARDS)) == []

    def test_a_lead_is_read_and_taken_out_by_its_key(self, stores, name):
        add(stores, name, [a_lead(), a_lead("kept")])
        where = (CampaignId(name), SHARDS, a_lead().lead_id)
        assert stores.audience.lead(*where) == a_lead()
        assert stores.audience.remove(*where)
        assert not stores.audience.remove(*where)
        assert stores.audience.lead(*where) is None
        assert list(stores.audience.leads(CampaignId(name), SHARDS)) == [a_lead("kept")]

    def test_the_leads_of_one_import_are_told_from_all_others(self, stores, name):
        campaign, leads = CampaignId(name), [a_lead(f"l{n}") for n in range(20)]
        stores.audience.add(campaign, SHARDS, leads, "leads.csv", NOON, ImportId("one"))
        stores.audience.add(campaign, SHARDS, [*leads, a_lead("two")], "more.csv", NOON, ImportId("two"))
        add(stores, name, [a_lead("old")])
        found = list(stores.audience.of_import(campaign, SHARDS, ImportId("one")))
        assert found == sorted(leads, key=lambda lead: (shard_of(lead.lead_id, SHARDS), lead.lead_id))
        assert list(stores.audience.of_import(campaign, SHARDS, ImportId("two"))) == [a_lead("two")]
        assert list(stores.audience.of_import(campaign, SHARDS, ImportId("none"))) == []

    def test_the_leads_that_each_import_wrote_are_counted(self, stores, name):
        campaign = CampaignId(name)
        assert stores.audience.imports(campaign, SHARDS) == {}
        add(stores, name, [a_lead("old")])
        for chosen, letters in (("one", "abc"), ("two", "cde")):
            leads = [a_lead(letter) for letter in letters]
            stores.audience.add(campaign, SHARDS, leads, "leads.csv", NOON, ImportId(chosen))
        assert stores.audience.imports(campaign, SHARDS) == {"one": 3, "two": 2}
        stores.audience.remove(campaign, SHARDS, a_lead("d").lead_id)
        assert stores.audience.imports(campaign, SHARDS) == {"one": 3, "two": 1}

    def test_an_import_takes_back_what_it_wrote(self, stores, name):
        stores.audience.add(CampaignId(name), SHARDS, [a_lead()], "leads.csv", NOON, ImportId("one"))
        where = (CampaignId(name), SHARDS, a_lead().lead_id)
        assert stores.audience.take_back(*where, ImportId("one"))
        assert stores.audience.lead(*where) is None

    def test_a_second_copy_of_taking_back_changes_nothing(self, stores, name):
        stores.audience.add(CampaignId(name), SHARDS, [a_lead()], "leads.csv", NOON, ImportId("one"))
        where = (CampaignId(name), SHARDS, a_lead().lead_id)
        stores.audience.take_back(*where, ImportId("one"))
        stores.audience.add(CampaignId(name), SHARDS, [a_lead()], "more.csv", NOON, ImportId("two"))
        assert not stores.audience.take_back(*where, ImportId("one"))
        assert stores.audience.lead(*where) == a_lead()

    def test_an_import_takes_back_nothing_that_was_there_before(self, stores, name):
        add(stores, name, [a_lead("old")])
        stores.audience.add(CampaignId(name), SHARDS, [a_lead("new")], "leads.csv", NOON, ImportId("one"))
        stores.audience.add(
            CampaignId(name), SHARDS, [a_lead("old"), a_lead("new")], "leads.csv", NOON, ImportId("two")
        )
        for letter in ("old", "new", "none"):
            place = (CampaignId(name), SHARDS, a_lead(letter).lead_id)
            assert not stores.audience.take_back(*place, ImportId("two"))
        assert len(list(stores.audience.leads(CampaignId(name), SHARDS))) == 2

    def test_a_person_is_found_in_every_audience(self, stores, name):
        lead = a_lead(name)
        for campaign in (f"{name}-b", f"{name}-a"):
            add(stores, campaign, [lead, a_lead(f"{name}-other")])
        stores.enrollments.add([an_enrollment(lead, campaign_id=f"{name}-a")])
        expected = [(f"{name}-a", lead), (f"{name}-b", lead)]
        assert stores.audience.of_recipient(lead.recipient) == expected
        assert stores.audience.of_recipient(a_recipient(f"{name}-no")) == []


LINK, OTHER_LINK = "spring:live", "autumn:live"


def version_of(stores, recipient, reason=Reason.UNSUBSCRIBED):
    orders = stores.suppressions.recipient(recipient).orders
    return next(order.version for order in orders if (order.scope, order.reason) == ("*", reason))


class TestSuppressions:
    def test_a_row_is_created_once_and_without_orders(self, stores, name):
        row = a_recipient_row(a_lead(name))
        assert stores.suppressions.ensure([replace(row, orders=(an_order(),)), row]) == 1
        assert stores.suppressions.recipient(row.recipient) == row

    def test_creating_a_row_again_lifts_nothing(self, stores, name):
        row = a_recipient_row(a_lead(name))
        stores.suppressions.order_recipient(row.recipient, row.address, an_order())
        assert stores.suppressions.ensure([row]) == 0
        assert stores.suppressions.recipient(row.recipient).orders == (an_order(),)

    def test_rows_that_exist_are_read_at_once(self, stores, name):
        row = a_recipient_row(a_lead(name))
        stores.suppressions.order_recipient(row.recipient, row.address, an_order())
        other = a_recipient(f"{name}-x")
        found = stores.suppressions.recipients([row.recipient, other, other])
        assert found == {row.recipient: replace(row, orders=(an_order(),))}
        assert stores.suppressions.recipients([]) == {}

    def test_a_clear_address_is_blanked_and_its_orders_stand(self, stores, name):
        row = a_recipient_row(a_lead(name))
        stores.suppressions.order_recipient(row.recipient, row.address, an_order(Reason.ERASED))
        assert stores.suppressions.erase_address(row.recipient)
        assert not stores.suppressions.erase_address(row.recipient)
        found = stores.suppressions.recipient(row.recipient)
        assert found == RecipientRow(row.recipient, None, (an_order(Reason.ERASED),))
        assert found.forgotten

    def test_a_blanked_address_never_comes_back(self, stores, name):
        row = a_recipient_row(a_lead(name))
        stores.suppressions.ensure([row])
        stores.suppressions.erase_address(row.recipient)
        stores.suppressions.ensure([row])
        stores.suppressions.order_recipient(row.recipient, row.address, an_order())
        assert stores.suppressions.recipient(row.recipient).address is None

    def test_there_is_no_address_to_blank_without_a_row(self, stores, name):
        assert not stores.suppressions.erase_address(a_recipient(name))
        assert stores.suppressions.recipient(a_recipient(name)) is None

    def test_an_order_stands_on_a_row_that_was_imported(self, stores, name):
        row = a_recipient_row(a_lead(name))
        stores.suppressions.ensure([row])
        assert stores.suppressions.order_recipient(row.recipient, None, an_order(scope=name))
        expected = replace(row, orders=(an_order(scope=name),))
        assert stores.suppressions.recipient(row.recipient) == expected

    def test_an_order_creates_the_row_of_an_address_nobody_imported(self, stores, name):
        recipient = a_recipient(name)
        assert stores.suppressions.order_recipient(recipient, None, an_order())
        assert stores.suppressions.recipient(recipient) == RecipientRow(recipient, None, (an_order(),))

    def test_a_second_order_of_its_kind_changes_nothing(self, stores, name):
        recipient = a_recipient(name)
        stores.suppressions.order_recipient(recipient, None, an_order(actor="first"))
        assert not stores.suppressions.order_recipient(recipient, None, an_order(actor="second"))
        assert stores.suppressions.recipient(recipient).orders == (an_order(actor="first"),)

    def test_32_orders_at_one_time_all_stand(self, stores, name):
        recipient = a_recipient(name)
        orders = [an_order(scope=f"c{n:02}") for n in range(32)]

        def give(order):
            return stores.suppressions.order_recipient(recipient, None, order)

        with ThreadPoolExecutor(32) as pool:
            assert all(pool.map(give, orders))
        assert list(stores.suppressions.recipient(recipient).orders) == orders

    def test_of_32_equal_orders_one_is_new(self, stores, name):
        recipient = a_recipient(name)

        def give(_):
            return stores.suppressions.order_recipient(recipient, None, an_order())

        with ThreadPoolExecutor(32) as pool:
            assert sum(pool.map(give, range(32))) == 1
        assert stores.suppressions.recipient(recipient).orders == (an_order(),)

    def test_lifting_takes_away_one_order_and_no_other(self, stores, name):
        recipient = a_recipient(name)
        kept = [an_order(Reason.COMPLAINED), an_order(Reason.UNSUBSCRIBED, scope=name)]
        for order in (*kept, an_order(Reason.UNSUBSCRIBED)):
            stores.suppressions.order_recipient(recipient, None, order)
        version = version_of(stores, recipient)
        assert stores.suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=version)
        assert not stores.suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=version)
        assert list(stores.suppressions.recipient(recipient).orders) == kept

    @pytest.mark.parametrize("skew", [timedelta(), timedelta(minutes=-10)])
    def test_a_late_copy_of_a_lift_takes_away_nothing_that_was_ordered_since(self, stores, name, skew):
        recipient, domain = a_recipient(name), Domain(f"{name}.example")
        first, again = an_order(), an_order(at=NOON + skew)
        stores.suppressions.order_recipient(recipient, None, first)
        stores.suppressions.order_domain(domain, first)
        lifts = [
            partial(stores.suppressions.lift_recipient, recipient, version=version_of(stores, recipient)),
            partial(
                stores.suppressions.lift_domain,
                domain,
                version=stores.suppressions.domain(domain).orders[0].version,
            ),
        ]
        assert all(lift(scope="*", reason=Reason.UNSUBSCRIBED) for lift in lifts)
        stores.suppressions.order_recipient(recipient, None, again)
        stores.suppressions.order_domain(domain, again)
        assert not any(lift(scope="*", reason=Reason.UNSUBSCRIBED) for lift in lifts)
        assert stores.suppressions.recipient(recipient).orders == (again,)
        assert stores.suppressions.domain(domain).orders == (again,)

    def test_a_late_copy_of_a_lift_leaves_an_order_that_was_given_again_meanwhile(self, stores, name):
        recipient = a_recipient(name)
        stores.suppressions.order_recipient(recipient, None, an_order())
        first = version_of(stores, recipient)
        assert not stores.suppressions.order_recipient(recipient, None, an_order())
        assert not stores.suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=first)
        assert stores.suppressions.recipient(recipient).orders == (an_order(),)
        version = version_of(stores, recipient)
        assert stores.suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=version)
        assert stores.suppressions.recipient(recipient).orders == ()

    def test_a_caller_that_may_not_read_names_the_version(self, stores, name):
        """A retry names the same one, and leaves the order as it is. Whoever gives the order again ends that version."""
        recipient, order = a_recipient(name), an_order(Reason.POSSIBLE_UNSUBSCRIBE)
        lift = partial(stores.suppressions.lift_recipient, recipient, "*", Reason.POSSIBLE_UNSUBSCRIBE)
        assert stores.suppressions.order_recipient(recipient, None, order, "0123")
        assert not stores.suppressions.order_recipient(recipient, None, order, "0123")
        assert [each.version for each in stores.suppressions.recipient(recipient).orders] == ["0123"]
        stores.suppressions.order_recipient(recipient, None, order, "4567")
        assert not lift(version="0123")
        assert lift(version="4567")

    def test_whoever_may_not_read_has_the_last_word_until_somebody_orders_again(self, stores, name):
        recipient = a_recipient(name)
        renew = partial(
            stores.suppressions.renew_version, recipient, "*", Reason.UNSUBSCRIBED, link=LINK, since=NOON
        )
        lift = partial(stores.suppressions.lift_recipient, recipient, "*", Reason.UNSUBSCRIBED)
        assert renew() is None
        assert stores.suppressions.recipient(recipient) is None
        stores.suppressions.order_recipient(recipient, None, an_order(link=LINK))
        stores.suppressions.order_recipient(recipient, None, an_order(Reason.COMPLAINED))
        version = renew()
        stores.suppressions.order_recipient(recipient, None, an_order(link=LINK))
        assert not lift(version=version)
        assert lift(version=renew())
        assert stores.suppressions.recipient(recipient).orders == (an_order(Reason.COMPLAINED),)

    @pytest.mark.parametrize(
        ("given", "lifted"),
        [
            ([], False),
            ([LINK], True),
            ([LINK, LINK], True),
            ([OTHER_LINK], False),
            ([""], False),
            (["", LINK], False),
            ([LINK, ""], False),
            ([LINK, "", LINK], False),
            ([LINK, OTHER_LINK], False),
            ([OTHER_LINK, LINK], False),
            ([LINK, OTHER_LINK, LINK], False),
        ],
    )
    def test_a_link_lifts_what_it_alone_has_given(self, stores, name, given, lifted):
        """`given` are the links that gave the order, one after the other; one without a link came from elsewhere."""
        recipient, place = a_recipient(name), ("*", Reason.UNSUBSCRIBED)
        new = [stores.suppressions.order_recipient(recipient, None, an_order(link=link)) for link in given]
        assert new == [True, False, False][: len(given)]
        version = stores.suppressions.renew_version(recipient, *place, link=LINK, since=NOON)
        assert (version is not None) is lifted
        if version:
            assert stores.suppressions.lift_recipient(recipient, *place, version=version)
        row = stores.suppressions.recipient(recipient)
        assert bool(row and row.orders) is (bool(given) and not lifted)

    def test_an_order_tells_its_link_until_somebody_else_gives_it_too(self, stores, name):
        recipient = a_recipient(name)
        for given, told in ((LINK, LINK), (LINK, LINK), ("", ""), (LINK, "")):
            stores.suppressions.order_recipient(recipient, None, an_order(link=given))
            (order,) = stores.suppressions.recipient(recipient).orders
            assert order.link == told

    @pytest.mark.parametrize(("age", "lifted"), [(timedelta(), True), (timedelta(microseconds=1), False)])
    def test_a_link_lifts_nothing_that_is_older_than_was_asked(self, stores, name, age, lifted):
        """Giving it again makes no order younger."""
        recipient, place = a_recipient(name), ("*", Reason.UNSUBSCRIBED)
        stores.suppressions.order_recipient(recipient, None, an_order(link=LINK))
        again = an_order(link=LINK, at=NOON + timedelta(days=9))
        stores.suppressions.order_recipient(recipient, None, again)
        version = stores.suppressions.renew_version(recipient, *place, link=LINK, since=NOON + age)
        assert (version is not None) is lifted

    def test_there_is_nothing_to_lift_without_a_row(self, stores, name):
        assert not stores.suppressions.lift_recipient(a_recipient(name), "*", Reason.DNC, version="version")
        assert stores.suppressions.recipient(a_recipient(name)) is None
        assert not stores.suppressions.lift_domain(
            Domain(f"{name}.example"), "*", Reason.DNC, version="version"
        )
        assert stores.suppressions.domain(Domain(f"{name}.example")) is None

    def test_a_domain_is_ordered_and_lifted_like_an_address(self, stores, name):
        domain = Domain(f"{name}.example")
        assert stores.suppressions.order_domain(domain, an_order(Reason.DNC))
        assert not stores.suppressions.order_domain(domain, an_order(Reason.DNC))
        assert stores.suppressions.order_domain(domain, an_order(Reason.REPLIED, scope=name))
        orders = (an_order(Reason.DNC), an_order(Reason.REPLIED, scope=name))
        assert stores.suppressions.domain(domain) == DomainRow(domain, orders)
        version = stores.suppressions.domain(domain).orders[0].version
        assert stores.suppressions.lift_domain(domain, "*", Reason.DNC, version=version)
        assert stores.suppressions.domain(domain) == DomainRow(domain, orders[1:])

    def test_all_streams_the_rows_that_forbid_something_or_did(self, fresh, name):
        fresh.suppressions.ensure([a_recipient_row(a_lead("free"))])
        fresh.suppressions.order_recipient(a_recipient(name), None, an_order())
        fresh.suppressions.order_domain(Domain("acme.example"), an_order(Reason.DNC))
        fresh.suppressions.order_domain(Domain("free.example"), an_order(Reason.DNC))
        (order,) = fresh.suppressions.domain(Domain("free.example")).orders
        fresh.suppressions.lift_domain(Domain("free.example"), "*", Reason.DNC, version=order.version)
        found = sorted(fresh.suppressions.all(), key=lambda row: (type(row).__name__, str(row)))
        assert found == [
            DomainRow(Domain("acme.example"), (an_order(Reason.DNC),)),
            DomainRow(Domain("free.example"), ()),
            RecipientRow(a_recipient(name), None, (an_order(),)),
        ]
