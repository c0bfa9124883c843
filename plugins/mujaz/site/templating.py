"""Jinja with less to do for each value: a site's pages show hundreds of thousands.

Templates look and mean the same. What is printed is joined to plain text, so it is escaped to plain text
too; the functions that ``views.py`` promises are called as they are, not through a look at whether they
want a context, which none of them does; ``card.title`` is the attribute of a view, which is no mapping; and
a block hands on its HTML in one piece, since every piece goes up through each template that it extends.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, TemplateError, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

from mujaz.site.writer import BuildError

try:
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:  # markupsafe without its C part
    escaped = escape

#: Plain functions, called by these names thousands of times a second.
PLAIN = frozenset({"absolute", "date", "direction", "fragment", "link", "number", "static", "t"})
HTML = frozenset({"direction", "fragment"})  # those that give markup


class Compiler(CodeGenerator):
    """Turns templates into Python."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The module: with our ``escaped`` in it."""
        self.writeline(f"from {__name__} import escaped")
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """A stretch of a template; a whole one, or a whole block, gathers its pieces."""
        whole = frame.buffer is None
        if whole:
            frame.buffer = "pieces"
            self.writeline("pieces = []")
        super().blockvisit(nodes, frame)
        if whole and not (frame.toplevel and self.has_known_extends):
            self.writeline('yield "".join(pieces)')

    def visit_Call(self, node: nodes.Call, frame: Frame, **more: Any) -> None:  # type: ignore[override]  # noqa: N802
        """A call; a plain one of a plain function."""
        function = node.node
        spread = node.dyn_args is not None or node.dyn_kwargs is not None
        if not isinstance(function, nodes.Name) or function.name not in PLAIN or spread or more:
            super().visit_Call(node, frame, **more)
            return
        self.visit(function, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute, as Python has it."""
        if not node.attr.isidentifier() or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not self._escapes(frame, finalize):
            super()._output_child_pre(node, frame, finalize)
        elif not _is_html(node):
            self.write("(value if (value := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not self._escapes(frame, finalize):
            super()._output_child_post(node, frame, finalize)
        elif not _is_html(node):
            self.write(").__class__ is Markup else ")
            self.write("escaped(value) if value.__class__ is str else escape(value))")

    @staticmethod
    def _escapes(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
        """Whether what is printed here is escaped for certain, and nothing else done to it."""
        return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None


def _is_html(node: nodes.Expr) -> bool:
    """Whether an expression always gives ``Markup``."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in HTML


class Compiled(BytecodeCache):
    """Templates as an earlier build compiled them, each with the hash of its text."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self.kept = kept
        self.is_new = False  # whether this build compiled one

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept; Jinja sees for itself whether it is of this text."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.kept[bucket.key] = bucket.bytecode_to_string()
        self.is_new = True


def quicken(env: Environment, folders: Iterable[Path], compiled: Compiled) -> None:
    """Make an environment compile templates so. A build's templates stay as they are until its end.

    Those in the theme's ``folders`` are made ready now, once for all processes.
    """
    env.bytecode_cache = compiled
    env.code_generator_class = Compiler
    env.auto_reload = False
    env.get_template = cache(env.get_template)  # type: ignore[method-assign]  # a page asks for each it extends
    for folder in folders:
        for path in folder.rglob("*.html"):
            with suppress(TemplateError, UnicodeDecodeError):  # told with the page that needs it
                env.get_template(path.relative_to(folder).as_posix())


def page(template: Template, values: Mapping[str, Any]) -> str:
    """Render a whole page.

    What ``template.render(values)`` does, without copying the environment's globals through a chain of maps.
    """
    context = template.environment.context_class(
        template.environment, {**template.environment.globals, **values}, template.name, template.blocks
    )
    return "".join(template.root_render_func(context))


class Part:
    """A template that is rendered again and again with the same ``frame`` and another value."""

    def __init__(self, template: Template, frame: Mapping[str, Any]) -> None:
        self._template = template
        self._frame = {**template.globals, **frame}
        self._context: Context | None = template.new_context(self._frame, shared=True)

    def render(self, **values: Any) -> Markup:
        """Its HTML. A part inside itself gets a context of its own."""
        context, self._context = self._context, None
        context = context or self._template.new_context(self._frame, shared=True)
        context.parent = {**self._frame, **values}
        html = Markup("".join(self._template.root_render_func(context)))
        context.vars.clear()
        context.exported_vars.clear()
        self._context = context
        return html


def theme_texts(folders: Iterable[Path], words: Path) -> list[str]:
    """All that pages are rendered with: templates with their names, and the words file if it is there.

    Raises ``BuildError`` for a file that is not UTF-8.
    """
    files = [path for folder in folders for path in sorted(folder.rglob("*.html"))]
    texts = [f"{path.name}\0{_read(path)}" for path in files]
    with suppress(OSError):
        texts.append(_read(words))
    return texts


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BuildError(f"{path}: is not UTF-8; save the file as UTF-8") from error
