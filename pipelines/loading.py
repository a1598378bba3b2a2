"""The one lock under which models are loaded."""

import threading

#: `from_pretrained` and its like patch torch's modules for the whole process while they build a
#: model, so the lock is the whole process's, too.
LOADING_LOCK = threading.RLock()
