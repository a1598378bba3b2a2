"""How much memory a job takes, told before anything is loaded or decoded. Imports no torch."""

from dataclasses import dataclass, field

from pipelines.text import Text


@dataclass(frozen=True)
class Extent:
    """The size of an input as decoded: pixels, channels (1 to 4) and bytes of one sample."""

    width: int
    height: int
    channels: int = 3
    sample_bytes: int = 1

    @property
    def pixels(self) -> int:
        return self.width * self.height

    @property
    def bytes(self) -> int:
        return self.pixels * self.channels * self.sample_bytes

    def scaled(self, factor: float) -> "Extent":
        """The same, `factor` times wider and higher."""
        width, height = int(self.width * factor), int(self.height * factor)
        return Extent(max(1, width), max(1, height), self.channels, self.sample_bytes)


@dataclass(frozen=True)
class Phase:
    """One part of a run: what it takes beyond the loaded model while it lasts, in bytes.

    `device` is where the model computes, `host` is main memory (pictures and what is made of
    them); on the CPU they are the same.
    """

    name: Text
    device: int
    host: int = 0


@dataclass(frozen=True)
class Footprint:
    """A job's memory in bytes, before it begins.

    `resident` stays on the device as long as the model is loaded. `loading` is the most that
    loading takes of main memory, the model included where that is its device. `phases` come one
    after another, so only the largest counts.
    """

    resident: int
    loading: int = 0
    phases: tuple[Phase, ...] = field(default=())

    def peak(self, on_host: bool) -> int:
        """The most that the device is asked for; `on_host` where it shares main memory."""
        if on_host:
            running = max((phase.device + phase.host for phase in self.phases), default=0)
            return max(self.loading, self.resident + running)
        return self.resident + max((phase.device for phase in self.phases), default=0)

    def largest(self, on_host: bool) -> Phase | None:
        """The phase that decides; None if there are none."""

        def size(phase: Phase) -> int:
            return phase.device + (phase.host if on_host else 0)

        return max(self.phases, key=size, default=None)
