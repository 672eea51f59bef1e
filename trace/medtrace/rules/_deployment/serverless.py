"""Files by which a service of a cloud runs the product: serverless, templates of AWS, files of single providers."""

from collections.abc import Iterator

from medtrace.rules._deployment._trees import said, trees
from medtrace.rules._platform._fact import Fact, Reader
from medtrace.rules._platform._lines import line_of

_PROVIDERS = {"aws": "aws", "azure": "azure", "google": "google", "aliyun": "alicloud", "tencent": "tencent"}
_BY_NAME = {
    "fly.toml": "fly",
    "vercel.json": "vercel",
    "netlify.toml": "netlify",
    "render.yaml": "render",
    "heroku.yml": "heroku",
}


def read(text: str, path: str) -> Iterator[Fact]:
    """The provider of one file."""
    name = path.rsplit("/", 1)[-1]
    if name in _BY_NAME:
        yield Fact("cloud", _BY_NAME[name], "", 1, text=name)
    elif name.startswith("serverless"):
        for root in trees(text, path):
            provider = said(root, "provider", "name") or said(root, "provider")
            if provider in _PROVIDERS:
                yield Fact(
                    "cloud", _PROVIDERS[provider], "", line_of(text, r"^provider\s*:"), text=f"provider: {provider}"
                )
    elif "AWSTemplateFormatVersion" in text or "AWS::Serverless" in text:
        yield Fact("cloud", "aws", "", line_of(text, r"AWSTemplateFormatVersion|AWS::Serverless"), text="AWS template")


READER = Reader(
    globs=(
        *("**/serverless.yml", "**/serverless.yaml", "**/template.yaml", "**/template.yml", "**/cloudformation/*.yaml"),
        *("**/fly.toml", "**/vercel.json", "**/netlify.toml", "**/render.yaml", "**/heroku.yml"),
    ),
    facts=("cloud",),
    read=read,
)
