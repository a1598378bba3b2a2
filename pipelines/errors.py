"""Failures a person can act on: one clear sentence that says what happened and what to do."""

from pipelines.text import Text


class HearthError(Exception):
    """Base of every failure that is shown as it is, without a traceback.

    `template` is one English sentence with named places, `values` fill them.
    """

    exit_code = 1

    def __init__(self, template: str, **values: object) -> None:
        self.text = Text(template, values)
        super().__init__(str(self.text))


class BadInput(HearthError):
    """The input cannot be used as it is; the user has to change something."""

    exit_code = 2


class UnreadablePicture(BadInput):
    """The file is not a picture we can decode, or it is damaged."""


class UnreadableRecording(BadInput):
    """The file holds no sound that can be decoded."""


class PictureTooLarge(BadInput):
    """Decoding or producing the picture would need more memory than we allow."""


class UnusableFolder(BadInput):
    """The folder chosen for the results takes no files; another one has to be given."""


class UnsafeCheckpoint(BadInput):
    """The checkpoint would run code when loaded, and was refused."""


class Taken(BadInput):
    """Something else is where the result should go: it can be replaced, or another name chosen."""


class UnknownCheckpoint(BadInput):
    """The checkpoint is safe, but no known architecture fits it."""


class JobFailed(HearthError):
    """The input was fine; the job could not be finished."""


class WeightsUnavailable(JobFailed):
    """The weights could not be fetched from any of their sources."""


class NoConnection(WeightsUnavailable):
    """The weights could not be fetched, since no server can be reached from here."""


class WrongHash(JobFailed):
    """A downloaded file is not the file that was promised; it was deleted."""


class DiskFull(JobFailed):
    """The target disk has no room for the output."""


class NotWritable(JobFailed):
    """The target folder or file cannot be written."""


class OutOfMemory(JobFailed):
    """Every fallback (smaller tiles, the CPU) ran out of memory too."""
