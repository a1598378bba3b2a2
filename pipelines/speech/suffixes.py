"""How the names of files end that hold sound, for dialogs, drops and folders.

Only for choosing: whether a file can be read, its contents say.
"""

AUDIO_SUFFIXES: tuple[str, ...] = (
    *(".mp3", ".wav", ".m4a", ".flac", ".ogg", ".opus", ".aac", ".wma", ".oga", ".m4b"),
    *(".aif", ".aiff", ".aifc", ".amr", ".ac3", ".eac3", ".ape", ".au", ".caf", ".dts", ".mka"),
    *(".mp2", ".mpa", ".ra", ".snd", ".spx", ".tta", ".w64", ".wv", ".awb", ".3ga", ".gsm"),
)
VIDEO_SUFFIXES: tuple[str, ...] = (
    *(".mp4", ".mkv", ".mov", ".webm", ".avi", ".m4v", ".wmv", ".flv", ".mpg", ".mpeg", ".ts"),
    *(".m2ts", ".mts", ".3gp", ".3g2", ".ogv", ".vob", ".mxf", ".asf", ".f4v", ".divx", ".rm"),
    ".rmvb",
)
RECORDING_SUFFIXES: tuple[str, ...] = (*AUDIO_SUFFIXES, *VIDEO_SUFFIXES)
