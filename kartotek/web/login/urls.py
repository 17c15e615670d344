"""Addresses of the area login."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from kartotek.web.login.invitation import invitation
from kartotek.web.login.login import login, logout
from kartotek.web.login.welcome import welcome

app_name = "login"

urlpatterns = [
    path("login/", login, name="login"),
    path("logout/", logout, name="logout"),
    path("welcome/<str:token>/", welcome, name="welcome"),
    path("invitation/<str:token>/", invitation, name="invitation"),
    # Sets a cookie, which counts until somebody signs in: then the language is the user's.
    path("language/", set_language, name="language"),
]
