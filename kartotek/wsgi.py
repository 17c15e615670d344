"""The pages and the API, for web workers."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kartotek.settings")

application = get_wsgi_application()

# What is loaded now stays for good: taking it out of the collector's sight steadies answers.
gc.collect()
gc.freeze()
gc.set_threshold(20000, 20, 50)
