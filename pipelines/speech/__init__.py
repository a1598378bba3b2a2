"""Speech to text: decoding, voice activity, Whisper, word times, speakers, transcripts."""
