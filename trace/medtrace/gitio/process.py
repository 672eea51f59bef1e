"""One git process per question, through GitPython's command interface: started clean, fed, drained and always ended."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import IO, TYPE_CHECKING

from medtrace.errors import EvidenceError, MissingObject
from medtrace.gitio.environment import FIXED, cleaned
from medtrace.words import Localized

if TYPE_CHECKING:
    from git import Git

_CHUNK = 1 << 16  # the size of a pipe: asking for more makes each read dearer
_JOINED = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process said: its exit code, its output and the words it left on stderr."""

    code: int
    out: bytes
    error: str = ""

    @property
    def line(self) -> str:
        """The output as one line of ASCII, such as an object id."""
        return self.out.decode("ascii", "replace").strip()

    def needed(self, what: Localized) -> bytes:
        """The output of a question that must succeed; `what` names what was asked for.

        Raises:
            MissingObject: where git failed.
        """
        if not self.code:
            return self.out
        words = self.reason
        raise MissingObject(
            Localized(f"此克隆无法读取{what.zh}：{words}", f"this clone cannot read {what.en}: {words}"),
            hint=Localized(
                "请用 git fsck 检查该仓库；如为部分克隆，请改用完整克隆。",
                "check the repository with git fsck; if it is a partial clone, use a full one",
            ),
        )

    @property
    def reason(self) -> str:
        """The line of stderr that says what went wrong."""
        lines = [line.strip() for line in self.error.splitlines() if line.strip()]
        fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
        words = (fatal or lines or [f"git ended with code {self.code}"])[-1]
        return words.removeprefix("fatal: ").removeprefix("error: ")


class Stream:
    """A running process, read piece by piece: input is fed and stderr drained beside the reading, so nothing blocks."""

    def __init__(self, process: Popen[bytes], feed: bytes | None) -> None:
        self._process = process
        self._errors: list[bytes] = []
        self._beside = [Thread(target=self._drain, daemon=True)]
        if feed is not None:
            self._beside.append(Thread(target=self._feed, args=(feed,), daemon=True))
        for thread in self._beside:
            thread.start()

    @property
    def output(self) -> IO[bytes]:
        """What git writes."""
        assert self._process.stdout is not None  # noqa: S101 - GitPython always opens this pipe
        return self._process.stdout

    def records(self, token: bytes, what: Localized) -> Iterator[bytes]:
        """The output cut after each token, which begins a record; `what` names what was asked for.

        Raises:
            MissingObject: where git failed; the last record is then not whole and not given.
        """
        rest, handle = b"", self.output.fileno()
        while pieces := [piece for _ in range(_JOINED) if (piece := os.read(handle, _CHUNK))]:
            *whole, rest = (rest + b"".join(pieces)).split(token)
            yield from filter(None, whole)
            rest = token + rest if whole else rest
        self.end().needed(what)
        yield from filter(None, [rest.removeprefix(token)])

    def end(self) -> Answer:
        """The exit code and stderr, once the output has been read to its end."""
        code = self._process.wait()
        self._join()
        return Answer(code, b"", b"".join(self._errors).decode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """Ends the process if it still runs and leaves no pipe or thread behind."""
        _end(self._process)
        self._join()
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _join(self) -> None:
        for thread in self._beside:
            thread.join()

    def _drain(self) -> None:
        assert self._process.stderr is not None  # noqa: S101 - GitPython always opens this pipe
        self._errors.extend(iter(lambda: self._process.stderr.read(_CHUNK), b""))  # type: ignore[union-attr]

    def _feed(self, feed: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 - opened because there is something to feed
        # git may end before it has read everything; its exit code says why.
        with suppress(BrokenPipeError, OSError), self._process.stdin as pipe:
            pipe.write(feed)


@dataclass(frozen=True, slots=True)
class Program:
    """git, spoken to in one folder; `options` stand before every command, `environment` is added to the fixed one.

    `bare` starts git without GitPython, whose import alone costs a hook more than all of its questions.
    """

    folder: Path
    options: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    bare: bool = False

    def ask(self, *arguments: str, feed: bytes | None = None) -> Answer:
        """One question and its whole answer; a failure of git is an answer, too."""
        with self.stream(*arguments, feed=feed) as stream:
            out = stream.output.read()
            end = stream.end()
            return Answer(end.code, out, end.error)

    @contextmanager
    def stream(self, *arguments: str, feed: bytes | None = None) -> Iterator[Stream]:
        """A question whose answer is too long to wait for; the process never outlives the block.

        Raises:
            EvidenceError: where git itself cannot be started.
        """
        # Until the block below is entered, GitPython's wrapper ends the process if an interrupt comes in between.
        wrapper = None if self.bare else self._start(arguments, feeding=feed is not None)
        process = wrapper.proc if wrapper else self._started(arguments, feeding=feed is not None)
        assert process is not None  # noqa: S101 - it has just been started
        try:
            stream = Stream(process, feed)
            try:
                yield stream
            finally:
                stream.close()
        finally:
            _end(process)

    def _start(self, arguments: tuple[str, ...], *, feeding: bool) -> "Git.AutoInterrupt":
        try:
            from git import Git
            from git.exc import GitCommandNotFound
        except ImportError as error:  # GitPython looks for git when it is imported
            raise _no_git(str(error)) from error
        command = [str(Git.GIT_PYTHON_GIT_EXECUTABLE), *self.options, *arguments]
        try:
            with cleaned():
                return Git(self.folder).execute(
                    command,
                    istream=PIPE if feeding else None,
                    as_process=True,
                    env={**FIXED, **dict(self.environment)},
                )
        except GitCommandNotFound as error:
            raise _no_git(str(error)) from error

    def _started(self, arguments: tuple[str, ...], *, feeding: bool) -> Popen[bytes]:
        try:
            with cleaned():
                return Popen(  # noqa: S603 - the words are ours, and none is ever a shell's
                    ["git", *self.options, *arguments],  # noqa: S607 - as a hook's own git finds it
                    cwd=self.folder,
                    stdin=PIPE if feeding else DEVNULL,
                    stdout=PIPE,
                    stderr=PIPE,
                    env={**os.environ, **FIXED, **dict(self.environment)},
                )
        except OSError as error:
            raise _no_git(str(error)) from error


def _end(process: Popen[bytes]) -> None:
    """No process stays, whatever happened."""
    if process.poll() is None:
        process.kill()
    process.wait()


def _no_git(words: str) -> EvidenceError:
    first = words.strip().partition("\n")[0]
    return EvidenceError(
        Localized(f"无法启动 git：{first}", f"git cannot be started: {first}"),
        hint=Localized(
            "请安装 git 2.31 或更高版本，并确认在 PATH 中。", "install git 2.31 or newer and put it on the PATH"
        ),
    )
