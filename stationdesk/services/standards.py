"""The standards a station may be judged by: those shipped, and its own edited copies."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.station import NewStation
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.records import StandardCopy, StandardLine, next_version
from stationdesk.domain.tiers.standard_file import KEY, read_standard
from stationdesk.domain.tiers.standard_text import standard_text
from stationdesk.i18n import N_
from stationdesk.paths import resources
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.station import StationFacts
from stationdesk.store import station as station_store
from stationdesk.store import tiers as store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.domain.tiers.standard import Standard
    from stationdesk.services.context import Context

DEFAULT_KEY = "yanta-2023"


@lru_cache(maxsize=32)
def _read(text: str) -> Standard:
    return read_standard(text)


@lru_cache(maxsize=1)
def presets() -> dict[str, str]:
    """Return the text of each shipped standard by its key, the default one first."""
    files = sorted((resources() / "standards").glob("*.toml"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in files}
    return dict(sorted(texts.items(), key=lambda preset: preset[0] != DEFAULT_KEY))


class Standards:
    """The shelf of standards of one station."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def key_in_use(self) -> str:
        """Return the key of the standard that the station chose."""
        station = station_store.station()
        return station.standard_key if station else DEFAULT_KEY

    def all(self) -> list[StandardLine]:
        """Return every standard to choose from: presets first, then own copies."""
        chosen = self.key_in_use()
        lines = [
            StandardLine(
                key=key,
                version=_read(text).version,
                title=_read(text).title,
                is_preset=True,
                based_on="",
                valid_from=None,
                in_use=key == chosen,
                archived=False,
            )
            for key, text in presets().items()
        ]
        newest = {copy.key: copy for copy in store.copies()}
        return [*lines, *(_line(copy, chosen) for copy in newest.values())]

    def versions(self, key: str) -> list[StandardCopy]:
        """Return the versions of an own standard, the oldest first; none of a preset."""
        return store.copies(key)

    def in_force(self, day: date, key: str | None = None) -> Standard:
        """Return the standard ``key`` (None: the station's) as it was valid on ``day``.

        Before its own copy began to hold, a station was judged by the preset it copied.

        Raises:
            Refused: where there is no standard of that key.
        """
        wanted = key or self.key_in_use()
        if wanted in presets():
            return _read(presets()[wanted])
        copies = store.copies(wanted)
        valid = [copy for copy in copies if copy.valid_from <= day]
        if valid:
            return _read(valid[-1].body)
        origin = copies[0].based_on.partition("@")[0] if copies else ""
        if origin in presets():
            return _read(presets()[origin])
        raise Refused([self._unknown(wanted)])

    def text(self, key: str) -> str:
        """Return the newest text of a standard, as a person edits it.

        Raises:
            Refused: where there is no standard of that key.
        """
        if key in presets():
            return presets()[key]
        copies = store.copies(key)
        if not copies:
            raise Refused([self._unknown(key)])
        return copies[-1].body

    def newest(self, key: str) -> Standard:
        """Return the newest version of a standard, whether it holds yet or not.

        Raises:
            Refused: where there is no standard of that key.
        """
        return _read(self.text(key))

    def copy(self, key: str, new_key: str, title: Words, valid_from: date | None = None) -> str:
        """Keep a copy of the standard ``key`` as ``new_key``, and return its version.

        Raises:
            Refused: where the new key cannot be used or there is nothing to copy.
        """
        source = _read(self.text(key))
        problems = []
        if not KEY.fullmatch(new_key):
            phrase = N_("Name the copy with small letters, digits and hyphens.")
            problems.append(Problem("key", phrase))
        if new_key in presets() or store.copies(new_key):
            phrase = N_("There is a standard named “{key}” already.")
            problems.append(Problem("key", phrase, {"key": new_key}))
        if not (title.zh.strip() or title.en.strip()):
            problems.append(Problem("title", N_("Write a title.")))
        refuse_if_any(problems)
        named = Words(title.zh.strip() or title.en.strip(), title.en.strip() or title.zh.strip())
        copied = replace(
            source, key=new_key, title=named, based_on=f"{source.key}@{source.version}"
        )
        return self._keep(copied, valid_from or self._context.today())

    def keep(self, text: str, valid_from: date | None = None) -> str:
        """Keep an edited text as the next version of the own standard it names.

        It holds from ``valid_from`` (None: today); what was assessed before stays so.

        Raises:
            Refused: naming every mistake in the text with line, criterion and field.
        """
        return self.keep_edited(read_standard(text), valid_from)

    def keep_edited(self, standard: Standard, valid_from: date | None = None) -> str:
        """Keep an edited standard as its next version, and return that version.

        Raises:
            Refused: for a preset, for an unknown key, for a day before the newest version.
        """
        copies, first_day = store.copies(standard.key), valid_from or self._context.today()
        if standard.key in presets():
            phrase = N_("A shipped standard cannot be changed; copy it first.")
            raise Refused([Problem("key", phrase)])
        if not copies:
            raise Refused([self._unknown(standard.key)])
        if first_day < copies[-1].valid_from:
            phrase = N_("The version before it holds from {day}; begin on that day or later.")
            raise Refused([Problem("valid_from", phrase, {"day": copies[-1].valid_from})])
        return self._keep(replace(standard, based_on=copies[-1].based_on), first_day)

    def use(self, key: str) -> None:
        """Let the station be judged by the standard ``key`` from now on.

        Raises:
            Refused: where there is no such standard, or before the station was set up.
        """
        line = next((one for one in self.all() if one.key == key and not one.archived), None)
        if line is None:
            raise Refused([self._unknown(key)])
        facts = StationFacts(self._context)
        station = asdict(facts.known_station())
        before = station["standard_key"]
        version = station.pop("version")
        del station["uid"]
        with self._context.deed(Topic.TIERS):
            facts.change(NewStation(**{**station, "standard_key": key}), version)
        phrase = N_("The station is judged by “{key}” from now on.")
        self._offer(phrase, {"key": key}, partial(self.use, before))

    def archive(self, key: str) -> None:
        """Put an own standard away; assessments signed by it stay readable.

        Raises:
            Refused: while the station uses it.
        """
        if key == self.key_in_use():
            phrase = N_("The station is judged by this standard; choose another one first.")
            raise Refused([Problem("key", phrase)])
        self._set_archived(key, self._context.today())
        phrase = N_("Standard “{key}” was put away.")
        self._offer(phrase, {"key": key}, partial(self.restore, key))

    def restore(self, key: str) -> None:
        """Take an own standard back that was put away."""
        self._set_archived(key, None)

    def _keep(self, standard: Standard, valid_from: date) -> str:
        taken = [copy.version for copy in store.copies(standard.key)]
        version = next_version(valid_from, taken)
        body = standard_text(replace(standard, version=version))
        _read(body)
        copy = StandardCopy(
            uid=new_uid(),
            key=standard.key,
            version=version,
            based_on=standard.based_on,
            body=body,
            valid_from=valid_from,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        with self._context.deed(Topic.TIERS):
            store.add_copy(copy)
            told = {"key": copy.key, "version": version, "valid_from": valid_from, "body": body}
            self._context.note("standard_copy", copy.uid, "add", after=told)
        phrase = N_("Standard “{key}”, version {version}, was kept.")
        values = {"key": copy.key, "version": version}
        self._offer(phrase, values, partial(self._take_back, copy))
        return version

    def _take_back(self, copy: StandardCopy) -> None:
        last_one = len(store.copies(copy.key)) == 1
        if store.is_referred_to(copy.key, copy.version) or (
            last_one and copy.key == self.key_in_use()
        ):
            phrase = N_("This version is in use and stays.")
            raise Refused([Problem("version", phrase)])
        with self._context.deed(Topic.TIERS):
            store.remove_copy(copy.uid)
            before = {"key": copy.key, "version": copy.version}
            self._context.note("standard_copy", copy.uid, "take back", before=before)

    def _set_archived(self, key: str, day: date | None) -> None:
        copies = store.copies(key)
        if not copies:
            raise Refused([self._unknown(key)])
        with self._context.deed(Topic.TIERS):
            store.archive_copies(key, day)
            action = "restore" if day is None else "archive"
            self._context.note("standard_copy", copies[-1].uid, action, after={"key": key})

    def _offer(
        self, phrase: str, values: Mapping[str, object], take_back: Callable[[], None]
    ) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _unknown(self, key: str) -> Problem:
        known = ", ".join(dict.fromkeys([*presets(), *(copy.key for copy in store.copies())]))
        phrase = N_("There is no standard “{key}”. There are: {known}.")
        return Problem("standard", phrase, {"key": key, "known": known})


def _line(copy: StandardCopy, chosen: str) -> StandardLine:
    return StandardLine(
        key=copy.key,
        version=copy.version,
        title=_read(copy.body).title,
        is_preset=False,
        based_on=copy.based_on,
        valid_from=copy.valid_from,
        in_use=copy.key == chosen,
        archived=copy.archived_on is not None,
    )
