"""The rules of docs/architecture.md that a machine can keep. Each takes a module and returns what breaks it.

`test_rules.py` shows that each rule notices a violation, `test_code.py` holds the code to them.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# Right may import left, never back.
PURE_ROOMS = ("ita_portal.thai", "ita_portal.tables", "ita_portal.render")
APPS = ("organisations", "plans", "assessments", "reports")
ROOMS = PURE_ROOMS + APPS

# Inside an app, what each kind of file may not import of any app.
FORBIDDEN_LAYERS = {
    "access": {"querysets", "models", "services", "forms", "views"},
    "querysets": {"models", "services", "forms", "views"},
    "models": {"services", "forms", "views"},
    "services": {"forms", "views"},
    "forms": {"services", "views"},
}

MAX_MODULE_LINES = 400
MAX_VIEW_LINES = 25


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name and its source."""

    name: str
    source: str

    @classmethod
    def read(cls, path: Path, root: Path) -> "Module":
        dotted = ".".join(path.relative_to(root).with_suffix("").parts)
        return cls(dotted.removesuffix(".__init__"), path.read_text(encoding="utf-8"))

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def app(self) -> str:
        return self.name.partition(".")[0]

    @property
    def layer(self) -> str:
        return _layer(self.name)

    def imports(self, *, for_types: bool = True) -> Iterator[str]:
        """Dotted names, also of imports inside functions; `from a import b` gives `a.b`.

        `for_types=False` leaves out those under `if TYPE_CHECKING:`, which nothing runs.
        """
        unrun = set() if for_types else set(self._nodes_for_types())
        for node in self.nodes:
            if node in unrun:
                continue
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def _nodes_for_types(self) -> Iterator[ast.AST]:
        for node in self.nodes:
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                yield from (inner for statement in node.body for inner in ast.walk(statement))


def _is_inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _layer(name: str) -> str:
    """`views` for both plans.views and plans.views.editor."""
    return name.split(".")[1] if "." in name else ""


def _room(name: str) -> str | None:
    return next((room for room in ROOMS if _is_inside(name, room)), None)


def imports_of_later_rooms(module: Module) -> list[str]:
    """Rooms import only rooms to their left, and never the project's settings, urls or checks."""
    room = _room(module.name)
    if room is None:
        return []
    found = []
    for name in module.imports():
        target = _room(name)
        later = target is not None and ROOMS.index(target) > ROOMS.index(room)
        project = target is None and re.match(r"ita_portal\.[a-z]", name)
        if later or project:
            found.append(f"{module.name} imports {name}")
    return found


def relative_imports(module: Module) -> list[str]:
    """They would pass by every rule about imports."""
    return [f"{module.name} imports {name}" for name in module.imports() if name.startswith(".")]


def database_in_pure_rooms(module: Module) -> list[str]:
    """The rooms that know Thai, tables and formats have no models and no queries."""
    if _room(module.name) not in PURE_ROOMS:
        return []
    forbidden = ("django.db", "django.apps", "django.contrib", "django.forms", "django.shortcuts")
    found = [
        f"{module.name} imports {name}"
        for name in module.imports()
        if any(_is_inside(name, package) for package in forbidden)
    ]
    return found + [
        f"{module.name}:{node.lineno} uses {ast.unparse(node)}"
        for node in _managers(module)
        # A PDF has .objects too; a model is named like a class.
        if isinstance(node.value, ast.Name) and node.value.id[0].isupper()
    ]


def imports_of_another_apps_pages(module: Module) -> list[str]:
    """No app imports another's views or forms."""
    return [
        f"{module.name} imports {name}"
        for name in module.imports()
        for app in APPS
        if app != module.app and any(_is_inside(name, f"{app}.{layer}") for layer in ("views", "forms"))
    ]


def imports_of_later_layers(module: Module) -> list[str]:
    """Reads know no writes, writes know no pages, and the one door knows no models."""
    forbidden = FORBIDDEN_LAYERS.get(module.layer, set()) if module.app in APPS else set()
    return [
        f"{module.name} imports {name}"
        for name in module.imports(for_types=False)
        if name.partition(".")[0] in APPS and _layer(name) in forbidden
    ]


def own_signals(module: Module) -> list[str]:
    """What happens is written where it happens."""
    return [
        f"{module.name} imports {name}"
        for name in module.imports()
        if _is_inside(name, "django.dispatch") or "signals" in name.split(".")
    ]


def too_long(module: Module) -> list[str]:
    lines = len(module.source.splitlines())
    return [f"{module.name} has {lines} lines"] if lines > MAX_MODULE_LINES else []


def named_utils(module: Module) -> list[str]:
    """A name that says nothing gathers what belongs elsewhere."""
    return [module.name] if {"utils", "util", "helpers", "misc"} & set(module.name.split(".")) else []


def long_views(module: Module) -> list[str]:
    """Fetch, authorise, form, service, redirect: the docstring aside, that fits 25 lines."""
    if module.layer != "views" or module.app not in APPS:
        return []
    found = []
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef) and [arg.arg for arg in node.args.args[:1]] == ["request"]:
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node
            lines = (node.end_lineno or 0) - first.lineno + 1
            if lines > MAX_VIEW_LINES:
                found.append(f"{module.name}.{node.name} has {lines} lines")
    return found


def saving_forms(module: Module) -> list[str]:
    """Forms validate; services write."""
    if module.layer != "forms":
        return []
    return [
        f"{module.name}:{node.lineno}"
        for node in module.nodes
        if (isinstance(node, ast.FunctionDef) and node.name == "save")
        or (
            isinstance(node, ast.Attribute)
            and node.attr in {"save", "create", "bulk_create", "update_or_create"}
        )
    ]


def unscoped_queries(module: Module) -> list[str]:
    """Views and forms reach rows through `visible_to(user)`; `none()` reaches no row.

    Named as `module: Model.objects`, so that the exceptions in `test_code.py` survive an edit above them.
    """
    if module.layer not in {"views", "forms"} or module.app not in APPS:
        return []
    parents = {child: node for node in module.nodes for child in ast.iter_child_nodes(node)}
    unscoped = [
        f"{module.name}: {ast.unparse(node)}"
        for node in _managers(module)
        if not {"visible_to", "none"} & set(_chained(node, parents))
    ]
    return unscoped + [
        f"{module.name}: {ast.unparse(node.func)}({ast.unparse(node.args[0])})"
        for node in module.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"get_object_or_404", "get_list_or_404"}
        and node.args
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[0].isupper()
    ]


def _managers(module: Module) -> Iterator[ast.Attribute]:
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield node


def _chained(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[str]:
    """The names called one after another on `node`: a.objects.for_year(y).visible_to(u) gives both."""
    while isinstance(parent := parents.get(node), ast.Attribute | ast.Call):
        if isinstance(parent, ast.Attribute):
            yield parent.attr
        elif parent.func is not node:
            return
        node = parent


def unpinned_requirements(text: str) -> list[str]:
    """Lines that name a package without a hash, a package index or a place on a machine."""
    found = [
        line.strip()
        for line in text.splitlines()
        if re.match(r"\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b", line) or "://" in line
    ]
    for statement in re.sub(r"#.*", "", text).replace("\\\n", " ").splitlines():
        if statement.strip() and not re.match(r"[\w.\[\]-]+==\S+.*\s--hash=sha256:[0-9a-f]{64}", statement):
            found.append(statement.strip())
    return found


def numbered_decision(file_name: str, text: str) -> list[str]:
    """A decision record is read by what it decides: its title carries no number."""
    title = text.partition("\n")[0]
    well_titled = re.match(r"# \S", title) and not re.match(r"# (ADR\b|\d)", title, re.IGNORECASE)
    return [] if well_titled else [f"{file_name}: {title}"]


def inline_code(template: str) -> list[str]:
    """Markup that the content security policy would block in silence."""
    patterns = (
        r"<[^>]*\sstyle\s*=",
        r"<[^>]*\son[a-z]+\s*=",
        r"<style\b(?![^>]*\bnonce=)",
        r"<script\b(?![^>]*\b(?:src|nonce)=)",
        r"javascript:",
    )
    return [match.group() for pattern in patterns for match in re.finditer(pattern, template, re.IGNORECASE)]
