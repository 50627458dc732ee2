"""Addresses of the pages."""

from django.urls import path

from linqiao.web import pages

urlpatterns = [
    path("", pages.glance, name="glance"),
    path("c/<slug:code>/", pages.compound, name="compound"),
]
