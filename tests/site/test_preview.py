"""The preview: serves, answers unknown addresses with the 404 page, follows changes, survives faults."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mujaz.site.preview import HOST, preview

ROOT = Path(__file__).parents[2]
STORY = "التاريخ: 2026-03-02\nمكتبة حلب تفتح أبوابها\n\n{}\n"
PATIENCE = 120  # seconds; a build takes one or two


@pytest.fixture
def previewed(tmp_path: Path, write: Callable) -> Iterator[tuple[Path, Callable]]:
    """A running preview of one article: its content folder, and ``get(path)``."""
    content = write(tmp_path / "content", {"library.txt": STORY.format("افتتحت مكتبة حلب أبوابها الاثنين.")})
    conf = tmp_path / "pelicanconf.py"
    conf.write_text(
        f"SITENAME = 'موجز'\nTHEME = {str(ROOT / 'theme')!r}\nPLUGIN_PATHS = [{str(ROOT / 'plugins')!r}]\n"
        f"PLUGINS = ['mujaz']\nPATH = {str(content)!r}\nTIMEZONE = 'UTC'\n",
        encoding="utf-8",
    )
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    stop = threading.Event()
    running = threading.Thread(
        target=preview, args=(content,), kwargs={"settings": conf, "port": port, "stop": stop}
    )
    running.start()

    def get(path: str, method: str = "GET", referer: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection(HOST, port, timeout=30)
        try:
            connection.request(method, path, headers={"Referer": referer})
            answer = connection.getresponse()
            return answer.status, answer.read().decode() or answer.getheader("Location") or ""
        except OSError:
            return 0, ""
        finally:
            connection.close()

    yield content, get
    stop.set()
    running.join()


def until(condition: Callable[[], bool]) -> bool:
    """Whether it becomes true before patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_preview_serves_and_follows_changes(previewed, write: Callable) -> None:
    content, get = previewed
    story = "/2026/03/02/library/"
    assert until(lambda: "افتتحت مكتبة حلب" in get(story)[1])
    assert until(lambda: "لا صفحة بهذا العنوان" in get("/no/such/page/")[1])
    assert get("/no/such/page/")[0] == 404
    write(content, {"library.txt": STORY.format("أغلقت مكتبة حلب أبوابها الثلاثاء.")})
    assert until(lambda: "أغلقت مكتبة حلب" in get(story)[1])
    write(content, {"broken.txt": b"\x00\x01\x02\xff\xfe\x00"})
    assert until(lambda: "broken.txt" in get("/_faults/")[1])
    assert "في آخر بناء خطأ واحد." in get(story)[1]
    assert get("/_faults/hide", "POST", "http://elsewhere//example.org/x") == (303, "/example.org/x")
    assert "/_faults/" not in get(story)[1]
    write(content, {"broken.txt": b"\x00\x01\x02\xff\xfe\x00", "empty.txt": b""})
    assert until(lambda: "في آخر بناء خطآن." in get(story)[1])
    (content / "empty.txt").unlink()
    (content / "broken.txt").unlink()
    assert until(lambda: "/_faults/" not in get(story)[1])
    assert get(story)[0] == 200


def test_a_taken_port_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert preview(tmp_path, settings=tmp_path / "pelicanconf.py", port=port) == 1
    assert f"port {port} cannot be used" in capsys.readouterr().err
