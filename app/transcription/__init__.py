"""The Transcription tab."""
