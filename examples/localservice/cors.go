package main

import (
	"net"
	"net/http"
	"net/url"
)

// cors lets programs in browsers use the services, whatever page they belong to: a request must be signed in any case. It
// returns true if it has answered the request.
func cors(w http.ResponseWriter, r *http.Request) (done bool) {
	if r.Header.Get("Origin") == "" {
		return false
	}
	allow(w, r, "*")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	w.WriteHeader(http.StatusNoContent)
	return true
}

func allow(w http.ResponseWriter, r *http.Request, origin string) {
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", "*, X-Amzn-RequestId, X-Amzn-ErrorType, Date, Retry-After")
	header.Add("Vary", "Origin")
	if r.Method != http.MethodOptions {
		return
	}
	header.Set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, HEAD")
	header.Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
	header.Set("Access-Control-Allow-Private-Network", "true")
	header.Set("Access-Control-Max-Age", "600")
}

// localOnly restricts the control API to pages of this machine: any page that is open in a browser could try to use it.
func (s *service) localOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if origin == "" {
			next.ServeHTTP(w, r)
			return
		}
		u, err := url.Parse(origin)
		if err != nil || u.Host != r.Host && u.Hostname() != "localhost" && !net.ParseIP(u.Hostname()).IsLoopback() {
			fail(w, http.StatusForbidden, "pages of other hosts may not control the service")
			return
		}
		allow(w, r, origin)
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}
