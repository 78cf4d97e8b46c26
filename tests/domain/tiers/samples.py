"""Small standards and facts that the tests of tiers are made of."""

from dataclasses import replace
from datetime import date, timedelta

from stationdesk.domain.tiers.facts import (
    AmenityFact,
    Facts,
    HandCheckFact,
    Span,
    StockFact,
    UpkeepFact,
)
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.standard import Criterion, Rule, RuleKind, Standard, Subject

TODAY = date(2026, 6, 30)
ALWAYS = Span(None, None)


def days(count):
    return TODAY + timedelta(days=count)


def words(text):
    return Words(text, text)


def rule(kind, **fields):
    return Rule(kind=RuleKind(kind), name=words("thing"), unit=words("pcs"), **fields)


def criterion(code, tier, *rules):
    return Criterion(
        code=code,
        name=words(code),
        tier=tier,
        stated=False,
        stated_tiers=(),
        source=words("source"),
        interval_days=1,
        explanation=words("why"),
        rules=rules,
    )


def standard(*criteria, warn_days=14, subjects=("seen",)):
    return Standard(
        key="test",
        version="1",
        title=words("Test"),
        source=words("source"),
        note=words("note"),
        warn_days=warn_days,
        based_on="",
        criteria=criteria,
        subjects=tuple(
            Subject(key=key, name=words(key), question=words(f"{key}?")) for key in subjects
        ),
    )


def of_one(one_rule, tier=3):
    return standard(criterion("A1", tier, one_rule))


def facts(**fields):
    return Facts(on=TODAY, **fields)


def amenity(uid="a", kind="microwave", **fields):
    return replace(
        AmenityFact(
            uid=uid,
            code=uid.upper(),
            name=f"{kind} {uid}",
            kind=kind,
            pieces=1,
            capacity=None,
            in_service=ALWAYS,
        ),
        **fields,
    )


def stock(quantity, expires_on=None, uid="b", item="umbrella", **fields):
    return replace(
        StockFact(
            batch_uid=uid,
            batch_no="",
            item_uid=item,
            item_name=item,
            unit="pcs",
            used_for="umbrella",
            place="desk",
            quantity=quantity,
            expires_on=expires_on,
        ),
        **fields,
    )


def hand_check(on=TODAY, subject="seen", passed=True, amount=None, uid="h"):
    return HandCheckFact(
        uid=uid, subject=subject, on=on, passed=passed, amount=amount, checked_by="Li"
    )


def run(done_on, uid="a", good=True, purpose="clean", next_due=None):
    return UpkeepFact(
        plan_uid=f"plan-{uid}",
        run_uid=f"run-{uid}",
        amenity_uid=uid,
        task="clean",
        purpose=purpose,
        done_on=done_on,
        done_by="Li",
        good=good,
        next_due=next_due,
    )
