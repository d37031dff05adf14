package surface

import (
	"fmt"

	"golang.org/x/tools/go/packages"
)

// Load reads the exported APIs of packages, given as import paths by short name, from the compiler's export data.
// All clients that are to be compared must be loaded in one call.
func Load(clients ...map[string]string) ([]Packages, error) {
	var paths []string
	for _, c := range clients {
		for _, path := range c {
			paths = append(paths, path)
		}
	}
	config := &packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports}
	loaded, err := packages.Load(config, paths...)
	if err != nil {
		return nil, err
	}
	byPath := map[string]*packages.Package{}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("%s: %w", p.PkgPath, p.Errors[0])
		}
		byPath[p.PkgPath] = p
	}
	var result []Packages
	for _, c := range clients {
		client := Packages{}
		for short, path := range c {
			if byPath[path] == nil {
				return nil, fmt.Errorf("%s was not loaded", path)
			}
			client[short] = byPath[path].Types
		}
		result = append(result, client)
	}
	return result, nil
}
