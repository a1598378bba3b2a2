"""Revisions, sizes and hashes of aligners, as public records state them.

Of a repository that is not listed here nobody was found to state a commit; its files are taken from
the branch, and the hash of the first download is noted and holds from then on.
"""

from collections.abc import Mapping

_XLSR = "jonatasgrosman/wav2vec2-large-xlsr-53-"

#: Commit by repository.
REVISIONS: Mapping[str, str] = {
    "KBLab/wav2vec2-large-voxrex-swedish": "ca70e31c06a2617bf7fe3b4fb5d387d2b19b2983",
    "Yehor/wav2vec2-xls-r-300m-uk-with-small-lm": "e3ced4def0d70be3aab0f2db598a59961fe9ab3b",
    "facebook/wav2vec2-base-10k-voxpopuli-ft-de": "1cbaf198475e1af97cc479ca081ce4ddd2d6b5cf",
    "facebook/wav2vec2-base-960h": "22aad52d435eb6dbaf354bdad9b0da84ce7d6156",
    "gigant/romanian-wav2vec2": "79cf603aac59501d02bfeb37f615efc3ac4ce1b3",
    f"{_XLSR}arabic": "af46c2d8531b8dcbb5e23b952f739b372c2e5d2d",
    f"{_XLSR}chinese-zh-cn": "99ccb2737be22b8bb50dcfcc39ad4d567fb90cfd",
    f"{_XLSR}greek": "489b34fb35fc5876af6193d419772cb9d6d1d531",
    f"{_XLSR}japanese": "cf031e020336460d15a417eba710bbc5bb43be9a",
    f"{_XLSR}persian": "234714078a1398a9db88194c5a40fefe6f376dc1",
    f"{_XLSR}polish": "6b1cea36bd8bc5f65ec8081667cd9c0207d51970",
    f"{_XLSR}portuguese": "634ac655299bcdc46c83bc01da9bab52d2987e4f",
    f"{_XLSR}russian": "2329100508896c6d9b157019803ab5601e6f3406",
    "kresnik/wav2vec2-large-xlsr-korean": "629c9a3501c10ba128bf3fa1eebb12af3be03f61",
    "mpoyraz/wav2vec2-xls-r-300m-cv7-turkish": "708639f50559d7970f462e13ec64d3f059ca89f6",
    "nguyenvulebinh/wav2vec2-base-vi-vlsp2020": "50a30dadb3ec98a0d4cdb1eb1ea315aff538f7c2",
}

#: Bytes and sha256 by repository and file, where both are known.
FILES: Mapping[tuple[str, str], tuple[int, str]] = {
    ("facebook/wav2vec2-base-960h", "config.json"): (
        1_596,
        "d3ec255c063d9f95057b553b19c20135b259875834a4fe9deb218a6be25b4cf3",
    ),
    ("facebook/wav2vec2-base-960h", "vocab.json"): (
        291,
        "19727f8944fe6459fc3f240ae2c198395b740f6a029bd23e06656266b83bcf64",
    ),
    ("facebook/wav2vec2-base-960h", "model.safetensors"): (
        377_607_901,
        "8aa76ab2243c81747a1f832954586bc566090c83a0ac167df6f31f0fa917d74a",
    ),
    (f"{_XLSR}arabic", "pytorch_model.bin"): (
        1_262_142_936,
        "a0b26f6d9d3edfde1784aef863c192a8cc1e438a23b45910ab648531ebe1857b",
    ),
    (f"{_XLSR}chinese-zh-cn", "pytorch_model.bin"): (
        1_276_296_151,
        "de031fd4b29e0c0667e5346450fadfe1326c89936b888b59c4ede608db763ee4",
    ),
    (f"{_XLSR}greek", "config.json"): (
        1_811,
        "e7176181819df26877beeeba8b1abe9dd7ff5cea4b0562ae8031bd09e8939e12",
    ),
    (f"{_XLSR}greek", "vocab.json"): (
        405,
        "6990910750304a4ce9af15462f2cbb3494ace69311f631eb5993d5bb3df89a79",
    ),
    (f"{_XLSR}greek", "pytorch_model.bin"): (
        1_262_101_912,
        "65f2b38c59498e261b55da3d81f1156c22531b798055174e62a4343bbc22951f",
    ),
    (f"{_XLSR}japanese", "pytorch_model.bin"): (
        1_271_531_927,
        "4f6821dcd79770fcd4c11487c4ee5c040b3a7e1863425224014ba5ea8fbc1b67",
    ),
    (f"{_XLSR}portuguese", "pytorch_model.bin"): (
        1_262_122_456,
        "c244caf8395a0c333bdc877e7b62ce5efea12ad8cfec0851c0fe6efb844b834e",
    ),
    ("kresnik/wav2vec2-large-xlsr-korean", "config.json"): (
        2_313,
        "51dc5f213d247606740afc690711e9880349d2e2ff29c922c657e2116b660ffa",
    ),
    ("kresnik/wav2vec2-large-xlsr-korean", "vocab.json"): (
        18_163,
        "4db1411162e9603b3b555a7dbc08807256b885ea0beb60ab110b283c338cfc85",
    ),
    ("kresnik/wav2vec2-large-xlsr-korean", "model.safetensors"): (
        1_266_747_952,
        "29be111b9247cfc2c72f125c1b1f50021ecfded8f0d947bbfb7e31dc7f0ddd07",
    ),
}
