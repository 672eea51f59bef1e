"""What a container image's name and tag say: family and release of the operating system, runtime, database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from medtrace.expressions import expression
from medtrace.rules._platform._fact import Fact
from medtrace.rules._platform._names import Table, table

_WORD = expression(r"([a-z]+)-?(\d[\d.]*)?\Z")
_VERSION = expression(r"v?(\d+(?:\.\d+)*)")
_PARTS = ("runtime", "database", "middleware")


@dataclass(frozen=True, slots=True)
class Image:
    """An image reference without registry, and what the table knows of it; `digest` names a content, mostly empty."""

    name: str
    tag: str
    architecture: str
    known: Mapping[str, str] | None
    digest: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the tag: `6.0-jammy` gives `6.0`, `jammy`."""
        return tuple(self.tag.lower().split("-"))

    @property
    def version(self) -> str:
        """The number with which the tag begins; `latest` without a tag, the whole tag where it begins with none."""
        found = _VERSION.match(self.tag)
        return found.group(1) if found else self.tag or "latest"

    @property
    def service(self) -> bool:
        """Whether the image is a database or middleware that is used as it comes."""
        return bool(self.known and {"database", "middleware"} & set(self.known))


def parse_image(reference: str) -> Image:
    """Take an image reference apart."""
    plain, _, digest = reference.strip().partition("@")
    path, _, tag = plain.rpartition(":") if ":" in plain.rsplit("/", 1)[-1] else (plain, "", "")
    segments = path.split("/")
    mirrored = len(segments) > 1 and (segments[0] == "localhost" or set(segments[0]) & {".", ":"})
    names = segments[1:] if mirrored else segments
    facts = table()
    hardware = ""
    if len(names) > 1 and names[0] in facts.namespaces:
        hardware, names = facts.namespaces[names[0]], names[1:]
    # Behind a registry of one's own, official images lie in folders; elsewhere a folder is another publisher.
    tails = range(len(names)) if mirrored else range(1)
    known = next((facts.images[tail] for tail in ("/".join(names[i:]) for i in tails) if tail in facts.images), None)
    return Image("/".join(names), tag, hardware, known, digest)


def image_facts(reference: str, *, line: int, key: str) -> Iterator[Fact]:
    """Facts of an image that the product runs on.

    `key` says where the image stands (`container`), so that it is compared with its like.
    """
    image = parse_image(reference)
    if image.architecture:
        yield Fact("architecture", key, image.architecture, line, text=reference)
    family, release = _system(image, table())
    if family:
        yield Fact("os-family", key, family, line, text=reference)
        if release:
            yield Fact("os-release", family, release, line, text=reference)
    else:
        yield Fact("base-image", image.name, image.tag or "latest", line, text=reference)
    if image.digest:
        yield Fact("image-digest", f"{image.name}:{image.tag or 'latest'}", image.digest, line, text=reference)
    yield from part_facts(image, line=line, text=reference)


def used_image_facts(reference: str, *, line: int) -> Iterator[Fact]:
    """Facts of an image that a deployment uses: a database or middleware by its version, another that is known in full.

    An image that the table does not know counts by its name only, for its tag is often the product's own version.
    """
    image = parse_image(reference)
    if image.known is None:
        yield Fact("base-image", image.name, "", line, text=reference)
    elif image.service:
        yield from part_facts(image, line=line, text=reference)
    else:
        yield from image_facts(reference, line=line, key="container")


def part_facts(image: Image, *, line: int, text: str) -> Iterator[Fact]:
    """Runtime, database or middleware of a known image, with the version of its tag."""
    for part in _PARTS:
        if image.known and part in image.known:
            yield Fact(part, image.known[part], image.version, line, text=text)


def _system(image: Image, facts: Table) -> tuple[str, str]:
    family, release = "", ""
    for word in image.words:
        known = facts.releases.get(word) or _numbered(word, facts)
        if known:
            family, release = known.get("family", "") or family, known.get("release", "") or release
    if family:
        return family, release
    if image.known is None:
        return "", ""
    family = image.known.get("family", "")
    plain = not {*_PARTS} & set(image.known)
    return family, image.known.get("release", "") or (image.version if plain and family != "none" else "")


def _numbered(word: str, facts: Table) -> Mapping[str, str] | None:
    found = _WORD.match(word)
    if not found or found.group(1) not in facts.families:
        return None
    return {"family": facts.families[found.group(1)], "release": found.group(2) or ""}
