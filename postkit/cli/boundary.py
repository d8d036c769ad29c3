"""The one error boundary: whatever happens becomes a line on stderr and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer

from postkit.cli.app import application
from postkit.core.printable import printable
from postkit.errors import PostkitError, RequestError

# click's exceptions: typer has them under a private name since it carries click along, but what
# it exports is derived from them.
_UsageError: type[typer.BadParameter] = typer.BadParameter.__mro__[1]
_ClickError: type[typer.BadParameter] = typer.BadParameter.__mro__[2]

OK, FAILED, UNABLE, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141
"""Exit statuses: nothing left, something left, request not carried out, Ctrl-C, closed pipe."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: What stands behind the program's name.

    Returns:
        The exit status.
    """
    try:
        _check_streams()
        app = application(arguments)
        result = app(list(arguments), standalone_mode=False, prog_name="postkit")
        sys.stdout.flush()
        return result if isinstance(result, int) else OK
    except _UsageError as error:
        return _usage(error, arguments)
    except _ClickError as error:
        return _unable(error.format_message())
    except PostkitError as error:
        return _unable(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as leaving:
        # click makes an exit with 1 of a closed pipe.
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        return _closed_pipe()
    except Exception as error:  # noqa: BLE001 (the boundary)
        return _crash(error)


def _check_streams() -> None:
    """Make sure that there is somewhere to write, and that no character can stop the writing."""
    if sys.stdout is None or sys.stderr is None:
        raise RequestError("standard output and error must be open; use /dev/null for none")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _closed_pipe() -> int:
    """Return the status for it; what is still buffered must not raise once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED_PIPE


def _usage(error: typer.BadParameter, arguments: Sequence[str]) -> int:
    message = error.format_message()
    if not message.endswith(("?", ".")):
        message += "."
    if "o such option" in message:
        named = next((one for one in arguments if one.startswith("-") and os.path.lexists(one)), None)
        if named:
            message += f" For the file of that name write `./{named}`."
    context = error.ctx.command_path if error.ctx else "postkit"
    return _unable(f"{message} See `{context} --help`.")


def _unable(message: str) -> int:
    print(f"postkit: {printable(message)}", file=sys.stderr)
    return UNABLE


def _crash(error: Exception) -> int:
    if os.environ.get("POSTKIT_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, OSError) and error.strerror:
        return _unable(f"{error.filename or 'the output'} cannot be used: {error.strerror}")
    kind = type(error).__name__
    return _unable(f"internal error: {kind}: {error} (set POSTKIT_TRACEBACK=1 to see where, and report it)")
