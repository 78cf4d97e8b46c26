"""The demo's visitors: known faces of each group who come again, and some who come once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.services.demo.lending_script import Person

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

TITLED = 0.65
"""So many give their surname only; the desk writes 师傅 or 阿姨 behind it."""
FAMILIAR = 0.7
"""How much more often the best known come than the others: the higher, the more unequal."""


class People:
    """Draws who comes; all names and numbers are invented."""

    def __init__(self, told: Mapping[str, Any], chance: random.Random) -> None:
        self._told, self._chance = told, chance
        tails = iter(chance.sample(range(10_000), sum(told["regulars"].values())))
        self._regulars = {
            group: [self._person(group, next(tails)) for _ in range(many)]
            for group, many in told["regulars"].items()
        }

    def somebody(self, groups: Mapping[str, float]) -> Person:
        """Draw somebody of one of ``groups``, each with its weight."""
        (group,) = self._chance.choices(list(groups), list(groups.values()))
        known = self._regulars.get(group)
        if not known or self._chance.random() < self._told["new_face"]:
            return self._person(group, self._chance.randrange(10_000))
        weights = [1 / (place + 1) ** FAMILIAR for place in range(len(known))]
        return self._chance.choices(known, weights)[0]

    def _person(self, group: str, tail: int) -> Person:
        name, titles = self._chance.choice(self._told["surnames"]), self._told["titles"][group]
        given = titles if self._chance.random() < TITLED else self._told["given"]
        return Person(
            name=name + self._chance.choice(given),
            phone=f"{self._told['prefix']}{tail:04d}",
            group=group,
        )
