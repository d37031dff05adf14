package main

import (
	"embed"
	"net/http"
)

// The page is plain HTML, and needs no build.
//
//go:embed page
var pageFiles embed.FS

func (s *service) pageRoutes(mux *http.ServeMux) {
	page := func(w http.ResponseWriter, r *http.Request, name string) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		w.Header().Set("Cache-Control", "no-store")
		http.ServeFileFS(w, r, pageFiles, "page/"+name) //nolint:gosec // the files are embedded, and there is nothing else
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { page(w, r, "page.html") })
	mux.HandleFunc("GET /_page/{name}", func(w http.ResponseWriter, r *http.Request) { page(w, r, r.PathValue("name")) })
}
