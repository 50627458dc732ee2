"""All addresses of the site."""

from django.urls import include, path

urlpatterns = [path("", include("linqiao.web.urls"))]
handler404 = "linqiao.web.pages.not_found"
handler500 = "linqiao.web.pages.server_error"
