"""The command line: records, explanations, the check of a content folder, and bad files among good ones."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from mujaz.desk.cli import main

ARTICLE = "مكتبة جديدة في الساحل\nافتتحت بلدية الساحل مكتبة جديدة.\n"
ARTICLE += "وقال سالم الطيبي: «المكتبة بيت لكل أهل المدينة».\n"
SCHEMA = json.loads(Path("docs/analysis-record.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with two good articles and three bad ones."""
    day = tmp_path / "articles" / "2023" / "09" / "13"
    day.mkdir(parents=True)
    (day / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (day / "a.txt").write_bytes(ARTICLE.encode("cp1256"))
    (day / "binary.txt").write_bytes(bytes(range(256)))
    (day / "empty.txt").write_bytes(b"")
    (day / "folder.txt").mkdir()
    (day / "header.txt").write_text("العنوان: خبر\nالتاريخ: 31 فبراير 2023\n\n" + ARTICLE, encoding="utf-8")
    return tmp_path


def test_analyse_prints_a_valid_record_per_readable_article(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", "--json", str(content)]) == 1
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    for record in records:
        jsonschema.validate(record, SCHEMA)
    assert [Path(record["path"]).name for record in records] == ["a.txt", "b.txt", "empty.txt", "header.txt"]
    assert [record["date"] for record in records] == ["2023-09-13"] * 4
    day = content / "articles" / "2023" / "09" / "13"
    assert err.startswith(f"{day / 'binary.txt'}:1: ") and err.count("\n") == 1
    assert "; save the article as UTF-8 text" in err


@pytest.mark.parametrize("name", ["missing.txt", "nul\x00.txt"])
def test_what_cannot_be_read_is_named(name: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = content / "articles/2023/09/13/b.txt"
    assert main(["analyse", name, str(article)]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["title"] == "مكتبة جديدة في الساحل"
    assert err.startswith(f"{name}:1: ")


def test_a_folder_without_articles_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(tmp_path)]) == 1
    assert "no .txt article in this folder" in capsys.readouterr().err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ARTICLE.encode())))
    assert main(["analyse", "--plain", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["path"], record["title"]) == ("<stdin>", "")
    assert {line["kind"] for line in record["lines"]} == {"paragraph"}


def test_explain_marks_every_line_and_quotation(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(content / "articles/2023/09/13/b.txt")]) == 0
    out = capsys.readouterr().out
    assert "   1 title       مكتبة جديدة في الساحل" in out
    assert "«[1 المكتبة بيت لكل أهل المدينة]»" in out
    assert (
        "[1] speech, by سالم الطيبي; rule subject-name, cue «وقال», named by «سالم الطيبي», confidence "
        in out
    )
    assert "\033[" not in out  # no colours into a pipe


def test_explain_tells_who_goes_on_and_who_is_too_unsure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    going_on = "وأضاف: «سنفتح فيها قاعة للأطفال قبل الصيف».\n" + "وبنيت المكتبة من حجر البحر.\n" * 3
    unsure = "«من قرأ كتابا واحدا في حياته عاد إلى غيره دائما».\n"
    article.write_text(ARTICLE + going_on + unsure, encoding="utf-8")
    assert main(["explain", str(article)]) == 0
    out = capsys.readouterr().out
    assert "rule continuation, cue «وأضاف», سالم الطيبي had the floor" in out
    assert "nobody named: سالم الطيبي is too unsure (0." in out


def test_check_tells_faults_of_articles_and_corrections(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped, theme = Path("pelicanconf.py").read_text(encoding="utf-8"), str(Path("theme").absolute())
    monkeypatch.chdir(tmp_path)
    assert main(["check", "nowhere"]) == 2
    assert main(["check", str(content)]) == 2  # no settings here
    Path("pelicanconf.py").write_text(shipped.replace('HERE / "theme"', repr(theme)), encoding="utf-8")
    (content / "entities.toml").write_text("[[rename]]\nname = 3\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(content)]) == 1
    told = capsys.readouterr().err.splitlines()
    names = {Path(message.split(":")[0]).name for message in told}
    assert names == {"entities.toml", "binary.txt", "empty.txt", "folder.txt", "header.txt"}
    assert any(message.startswith("articles/2023/09/13/header.txt:2: ") for message in told)


def test_analyse_starts_without_pelican() -> None:
    code = "import sys, mujaz.desk.cli, mujaz.desk.records; sys.exit('pelican' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": "plugins"}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0


def test_settings_that_are_no_python_are_told_with_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "موجز"\nMUJAZ_DIGITS = “arab”\n', encoding="utf-8")
    assert main(["build", "content"]) == 2
    assert "pelicanconf.py:2: " in capsys.readouterr().err
