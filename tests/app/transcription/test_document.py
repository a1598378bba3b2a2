"""The document: one step for each edit, live growth without a history, rows told exactly."""

import pytest
from pytestqt.qtbot import QtBot

from app.transcription.document import TranscriptDocument
from pipelines.speech.listening import Heard, Improved
from pipelines.speech.transcript import Segment, Transcript
from pipelines.text import text
from tests.app.transcription.talks import talk


@pytest.fixture
def document(qtbot: QtBot) -> TranscriptDocument:
    made = TranscriptDocument()
    made.open(talk(6))
    return made


def follow(document: TranscriptDocument) -> list[Segment]:
    """A list that is kept right by nothing but what `changed` tells."""
    copy = list(document.segments)

    def change(first: int, removed: int, added: int) -> None:
        copy[first : first + removed] = document.segments[first : first + added]

    document.changed.connect(change)
    return copy


def test_each_edit_is_one_named_step_and_tells_its_rows(document: TranscriptDocument) -> None:
    copy, start = follow(document), document.transcript
    edits = (
        (lambda: document.set_text(1, "Thanks a lot."), "Change the text"),
        (lambda: document.split(3, document.segments[3].text.index("but")), "Split the segment"),
        (lambda: document.merge(0), "Merge segments"),
        (lambda: document.rename_speaker("SPEAKER_01", "Ada"), "Rename a speaker"),
        (lambda: document.set_speaker([0], "Tom"), "Set the speaker"),
        (lambda: document.merge_speakers("Ada", "Tom"), "Merge speakers"),
        (lambda: document.move_boundary(2, "end", 19.0), "Move a boundary"),
        (lambda: document.set_times(0, 0.1, 2.5), "Change the times"),
        (lambda: document.check([0, 2]), "Mark as right"),
        (lambda: document.delete([1, 3]), "Delete segments"),
        (lambda: document.insert(100.0, 101.0) >= 0, "Insert a segment"),
    )
    states = [start]
    for edit, name in edits:
        assert edit(), name
        assert str(document.undo_name) == name
        assert copy == list(document.segments), name
        states.append(document.transcript)
    for before in reversed(states[:-1]):
        assert document.undo()
        assert document.transcript == before
        assert copy == list(document.segments)
    assert not document.can_undo
    for after in states[1:]:
        assert document.redo()
        assert document.transcript == after
    assert not document.redo()


def test_an_edit_that_changes_nothing_is_no_step(document: TranscriptDocument) -> None:
    assert not document.set_text(0, f"  {document.segments[0].text} ")
    assert not document.delete([99])
    assert not document.split(0, 0)
    assert not document.can_undo


def test_splitting_at_a_caret_takes_what_was_written_along(document: TranscriptDocument) -> None:
    assert document.split(0, len("Good  day,"), "Good  day, and welcome.")
    assert [one.text for one in document.segments[:2]] == ["Good day,", "and welcome."]
    document.undo()
    assert document.segments[0].text.startswith("Good morning")
    assert not document.can_undo


def test_merging_keeps_the_words_times(document: TranscriptDocument) -> None:
    words = document.segments[0].words + document.segments[1].words
    document.merge(0)
    assert document.segments[0].words == words


def test_moving_times_beyond_the_old_end_works_in_one_step(qtbot: QtBot) -> None:
    document = TranscriptDocument()
    document.open(Transcript((Segment(1, 2, "One."), Segment(20, 21, "Two.")), duration=30))
    assert document.set_times(0, 5.0, 7.0)
    assert (document.segments[0].start, document.segments[0].end) == (5.0, 7.0)
    document.undo()
    assert not document.can_undo


def test_dragging_a_boundary_is_one_step(document: TranscriptDocument) -> None:
    for end in (2.5, 2.6, 2.7):
        document.move_boundary(0, "end", end)
    assert document.segments[0].end == pytest.approx(2.7)
    document.undo()
    assert document.segments[0] == talk(6).segments[0]
    assert not document.can_undo


def test_a_job_grows_it_without_a_history_and_nobody_may_edit(qtbot: QtBot) -> None:
    document = TranscriptDocument()
    document.begin_live()
    copy = follow(document)
    segments = talk(5).segments
    document.hear(Heard(segments[:2]))
    document.hear(Heard(segments[2:3]))
    assert copy == list(segments[:3])
    assert document.is_live
    assert not document.set_text(0, "No.")
    assert not document.step(text("Delete segments"), Transcript())
    assert not document.can_undo
    assert not document.is_changed
    better = Transcript((*segments[:1], Segment(3, 4, "Better."), *segments[2:4]), "en")
    document.hear(Improved(better))
    assert copy == list(better.segments)
    document.end_live()
    assert document.transcript == better
    assert not document.can_undo
    assert document.set_text(0, "Yes.")


def test_a_stopped_job_leaves_what_was_heard(qtbot: QtBot) -> None:
    document = TranscriptDocument()
    document.open(talk(2))
    document.begin_live()
    assert document.segments == ()
    document.hear(Heard(talk(3).segments))
    document.end_live()
    assert len(document.segments) == 3
    document.hear(Heard(talk(1).segments))  # too late
    assert len(document.segments) == 3


def test_speakers_keep_their_place_whatever_is_edited(document: TranscriptDocument) -> None:
    speakers = document.speakers
    places = [document.place_of(one) for one in speakers]
    assert places == [0, 1, 2]
    document.set_speaker([0], speakers[2])
    assert document.speakers == speakers
    document.rename_speaker(speakers[1], "Ada")
    assert document.place_of("Ada") == 1
    assert document.speakers[1] == "Ada"
    document.undo()
    assert document.place_of(speakers[1]) == 1
    # Nor by being closed and opened again.
    places = {one: document.place_of(one) for one in document.speakers}
    document.know_speakers(document.known_speakers)
    assert {one: document.place_of(one) for one in document.speakers} == places


def test_the_row_that_is_spoken(qtbot: QtBot) -> None:
    document = TranscriptDocument()
    both = (Segment(0, 9, "Long."), Segment(2, 3, "Short."), Segment(12, 13, "Late."))
    document.open(Transcript(both))
    found = [document.row_at(second) for second in (-1, 0, 2.5, 5, 10, 12.5, 14)]
    assert found == [-1, 0, 1, 0, -1, 2, -1]


def test_what_is_saved_is_not_changed(document: TranscriptDocument, tmp_path: object) -> None:
    from pathlib import Path

    assert not document.is_changed
    document.set_text(0, "New.")
    assert document.is_changed
    document.mark_saved(Path("talk.hearth-transcript"))
    assert not document.is_changed
    document.undo()
    assert document.is_changed
    document.redo()
    assert not document.is_changed
