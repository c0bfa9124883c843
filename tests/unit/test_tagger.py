"""The tagger: what features see, exact pruning, the same answer every time, the size of what ships."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from mujaz.analysis.entities import tagger
from mujaz.analysis.entities.classes import FOLDER, read_classes
from mujaz.analysis.entities.decoding import Decoder
from mujaz.analysis.entities.features import Lexicon, inflections, normalise, strippings, word_features
from mujaz.analysis.entities.model import LABELS, Model

ROOT = Path(__file__).parents[2]
TEXT = """
التقى رئيس البلدية سامر الخطيب نظيرته الإيطالية لورينا باتيستوني في مدينة بولونيا .
وقالت باتيستوني إن التعاون مع الخطيب مستمر .
الطقس مشمس اليوم في معظم المناطق
"""
SENTENCES = [line.split() for line in TEXT.strip().splitlines()]


def test_prepositions_are_never_names() -> None:
    assert normalise("على") == "على"
    assert normalise("وعلى") == "وعلى"
    assert normalise("علي") == normalise("عَلِيّ") == "علي"


@pytest.mark.parametrize(
    ("word", "rest"),
    [("ولندن", "لندن"), ("للرياض", "الرياض"), ("وببغداد", "بغداد"), ("كالمغرب", "المغرب")],
)
def test_a_word_is_seen_without_its_clitics(word: str, rest: str) -> None:
    assert rest in [stripped for stripped, _ in strippings(normalise(word))]


def test_an_unknown_inflection_leads_to_a_known_word() -> None:
    lexicon = Lexicon(marks={"يعلن": ("f=5", "xP=0.2")})
    assert "يعلن" in [form for form, _ in inflections("سيعلن")]
    shared, _ = word_features("سيعلن", lexicon)
    assert "~xP=0.2" in shared


def test_finds_unknown_people_and_their_surnames() -> None:
    names = tagger.shipped().find(SENTENCES)
    found = {" ".join(SENTENCES[n.sentence][n.start : n.end]): n.kind for n in names}
    assert found["سامر الخطيب"] == "PER"
    assert found["لورينا باتيستوني"] == "PER"
    assert found["باتيستوني"] == "PER"  # the echo of the full name
    assert all(name.sentence != 2 for name in names)


def test_the_answer_depends_on_the_article_alone() -> None:
    used = tagger.shipped()
    used.find([["كلمة", "أخرى"], *SENTENCES])
    fresh = tagger.Tagger(Model.load(FOLDER / "model.npz"), read_classes())
    assert fresh.find(SENTENCES) == used.find(SENTENCES)


@pytest.mark.parametrize("sentences", [[], [[]], [["،"]], [["؟" * 500]], [["a" * 500, "٣٫٥", "_"]]])
def test_odd_input_has_no_names_and_does_no_harm(sentences: list[list[str]]) -> None:
    assert tagger.shipped().find(sentences) == []


def test_pruning_is_exact() -> None:
    finder = tagger.shipped()
    transitions = Model.load(FOLDER / "model.npz").transitions
    decoder = Decoder(transitions)
    random = np.random.default_rng(11)
    words = [word for sentence in SENTENCES for word in sentence]
    for length in (1, 2, 7, 40):
        sentence = [words[i] for i in random.integers(0, len(words), length)]
        scores, starts, _ = finder.emissions([sentence])
        scores = scores + random.normal(0, 2, scores.shape).astype(np.float32)
        pruned = decoder.decode(scores, starts, [length])[starts[0] : starts[0] + length]
        assert pruned == best_path(scores[starts[0] : starts[0] + length], transitions)


def best_path(scores: np.ndarray, transitions: np.ndarray) -> list[int]:
    """Plain Viterbi over all words and labels."""
    reached, back = scores[0], []
    for row in scores[1:]:
        paths = reached[:, None] + transitions
        back.append(paths.argmax(axis=0))
        reached = paths.max(axis=0) + row
    labels = [int(reached.argmax())]
    for step in reversed(back):
        labels.append(int(step[labels[-1]]))
    return labels[::-1]


def test_what_ships_is_small_and_says_where_it_comes_from() -> None:
    files = [path for path in FOLDER.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 6_000_000
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    for named in (
        "ANERcorp",
        "CC BY-SA 4.0",
        "Benajiba",
        "Obeid",
        "ANT Corpus",
        "Apache-2.0",
        "train_tagger.py",
    ):
        assert named in notice


def test_the_model_was_trained_with_what_the_repository_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from tagger_training import inputs

    # when this fails, the classes or the code of the training were changed: run tools/train_tagger.py again
    assert Model.load(FOLDER / "model.npz").inputs == inputs.digest()


def test_classes_taken_for_the_training_are_read_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from tagger_training import inputs

    classes = read_classes()
    inputs.write_classes(classes, tmp_path / "classes.tsv")
    assert inputs.read_classes(tmp_path / "classes.tsv") == classes


def test_training_learns_and_repeats_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from tagger_training import chain, conll

    labelled = tmp_path / "train.conll"
    labelled.write_text("قال O\n(سامر B-PERS\nالخطيب) I-PERS\nفي O\nبيروت B-LOC\n\nنعم O\n", encoding="utf-8")
    first, second = conll.read_conll(labelled)
    assert [LABELS[label] for label in first.labels] == ["O", "O", "B-PER", "I-PER", "O", "O", "B-LOC"]
    assert [LABELS[x] for x in conll.original_labels(first, first.labels)] == [
        "O",
        "B-PER",
        "I-PER",
        "O",
        "B-LOC",
    ]
    words = [*first.words, *second.words]
    types = {word: number for number, word in enumerate(dict.fromkeys(words))}
    data = chain.Data(
        np.array([types[word] for word in words]),
        np.array([len(first.words), len(second.words)]),
        np.array([*first.labels, *second.labels]),
    )

    def fitted() -> chain.Weights:
        bags = chain.Bags([[number] for number in range(len(types))] + [[]], len(types))
        settings = {"labels": len(LABELS), "outside": len(types), "penalty": 0.01, "rounds": 40}
        return chain.fit([bags], [0], data, **settings)

    weights = fitted()
    scores = chain.Bags([[n] for n in range(len(types))] + [[]], len(types)).sums(weights.positions[0])[
        data.types
    ]
    assert chain.viterbi(scores, weights.transitions, data).tolist() == data.labels.tolist()
    assert np.array_equal(weights.flat, fitted().flat)
    assert "tagger_training" in sys.modules
