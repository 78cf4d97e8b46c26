"""What entries speak of: topics known by their words, and words that come up again and again.

No dictionary of Chinese is needed for it: topics are a list that a file tells, and what is not on
it is found by counting runs of two to four characters between the small words of the language.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHORTEST_WORD, LONGEST_WORD = 2, 4
LEAST_TIMES = 3
"""In so many entries a word must stand to be told."""
SAME_WORD_SHARE = 0.7
"""A run that mostly stands inside a longer one is a part of it, not a word of its own."""

_SMALL_WORDS = (
    "的了是在我你他她它们有和就不都也很到说要去会着没看好自己这那个吗吧呢啊呀请希望能可以给把被让"
    "与及或但而且因为所以如果已经还又再才只最太更上下里外前后中大小多少一二三四五六七八九十两几"
    "来过得地从对向于等比为做用次天年月日时点分今明昨谢您师傅"
)
_RUN = re.compile(f"[^\\W\\d_a-zA-Z{_SMALL_WORDS}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by its name in Chinese and English, and the words that tell that it is spoken of."""

    name: str
    english: str
    words: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Tell whether ``text`` (in lower case) speaks of it."""
        return any(word in text for word in self.words)


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word, and in how many entries it stands."""

    word: str
    entries: int


class UnreadableTopics(ValueError):  # noqa: N818 - reads as what it tells
    """The file of topics is not as it should be; it comes with the program."""


def topics_from(text: str) -> tuple[Topic, ...]:
    """Return the topics that a TOML file tells, in its order.

    Raises:
        UnreadableTopics: where a topic has no name or no words.
    """
    topics = tuple(
        Topic(
            name=str(told.get("name", "")),
            english=str(told.get("english", "")),
            words=tuple(str(word).lower() for word in told.get("words", ())),
        )
        for told in tomllib.loads(text).get("topic", ())
    )
    for each in topics:
        if not (each.name and each.english and each.words):
            raise UnreadableTopics(each.name)
    return topics


def frequent_words(
    texts: Iterable[str], topics: Sequence[Topic] = (), most: int = 20
) -> tuple[WordCount, ...]:
    """Return the words that stand in the most texts, those of ``topics`` left out.

    In texts of a station these are names of things and places that no list foresees.
    """
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(set(_runs_in(text)))
    often = {word: times for word, times in counted.items() if times >= LEAST_TIMES}
    known = [word for topic in topics for word in topic.words]
    told = (
        WordCount(word, times)
        for word, times in _whole_words(often).items()
        if not any(word in each or each in word for each in known)
    )
    return tuple(sorted(told, key=lambda each: (-each.entries, each.word))[:most])


def _runs_in(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        for length in range(SHORTEST_WORD, LONGEST_WORD + 1):
            for start in range(len(run) - length + 1):
                yield run[start : start + length]


def _whole_words(often: dict[str, int]) -> dict[str, int]:
    """Return the runs that are no mere part of a longer one, nor a word with a bit of the next.

    洗手液 swallows 洗手 and 手液; 空调坏 stays only where it stands nearly as often as 空调.
    """
    whole = dict(often)
    for word in sorted(often, key=len, reverse=True):
        if word not in whole or len(word) == SHORTEST_WORD:
            continue
        parts = [word[:-1], word[1:]]
        if all(often[word] >= SAME_WORD_SHARE * often[part] for part in parts):
            _drop_parts(word, whole)
        else:
            del whole[word]
    return whole


def _drop_parts(word: str, whole: dict[str, int]) -> None:
    for length in range(SHORTEST_WORD, len(word)):
        for start in range(len(word) - length + 1):
            whole.pop(word[start : start + length], None)
