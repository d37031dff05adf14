// Command gen generates the Go code of both services from their descriptions in internal/api.
//
//	go run ./internal/gen                 writes all _gen.go files
//	go run ./internal/gen import FILE     makes internal/api/<service>/model.json of a Smithy model in JSON
//	go run ./internal/gen -model FILE -out DIR -package NAME -import PATH
//	                                      generates from any model into any folder
//
// A model stands beside hand-written files:
//
//   - descriptions/RESOURCE.txt says what each operation of a resource does and what its types and members mean. An
//     operation belongs to the resource in whose file its sentence stands. shared.txt has the types of several
//     resources, errors.txt the errors, glossary.txt the members that mean the same everywhere.
//   - notes/RESOURCE.md has paragraphs that follow the sentence of an operation or type.
//   - fake/RESOURCE.txt says what the fake of the service does not keep or not check, by operation, or "-".
//   - overrides.json corrects the model, with reasons.
//
// A doc comment is a hand-written text, followed by the facts of the model: required, length, range, default. A text that
// repeats a fact is refused, as are names that the model does not have and names that have no text. Without descriptions,
// doc comments have the facts of the model only.
//
// The code needs a service.go beside it, in the client's package and in the fake's: testdata/weather shows the least.
package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

//go:generate go run .

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	set := flag.NewFlagSet("gen", flag.ContinueOnError)
	model := set.String("model", "", "generate from this model only")
	out := set.String("out", "", "with -model: the folder to write to")
	name := set.String("package", "", "with -model: the name of the package")
	path := set.String("import", "", "with -model: the import path of the package")
	if err := set.Parse(args); err != nil {
		return err
	}
	in, err := findModule()
	if err != nil {
		return err
	}
	switch {
	case *model != "":
		if *out == "" || *name == "" || *path == "" {
			return errors.New("-model needs -out, -package and -import")
		}
		return generate(*model, *out, in, Target{Package: *name, Path: *path})
	case set.Arg(0) == "import" && set.NArg() == 2:
		return importModel(set.Arg(1), in.dir)
	case set.NArg() > 0:
		return fmt.Errorf("want \"import FILE\" or flags, have %q", set.Args())
	}
	for _, id := range slices.Sorted(maps.Keys(services)) {
		s := services[id]
		file := filepath.Join(in.dir, "internal", "api", s.Folder, "model.json")
		target := Target{Package: s.Folder, Path: in.module + "/" + s.Folder}
		if err := generate(file, filepath.Join(in.dir, s.Folder), in, target); err != nil {
			return err
		}
	}
	return nil
}

// importModel writes the normalised model of the service that a file describes.
func importModel(file, dir string) error {
	m, err := readModel(file)
	if err != nil {
		return err
	}
	s, ok := services[sdkID(m)]
	if !ok {
		return fmt.Errorf("%s: the service %q is not one of ours", file, sdkID(m))
	}
	b, err := encodeModel(m)
	if err != nil {
		return err
	}
	folder := filepath.Join(dir, "internal", "api", s.Folder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "model.json"), b, 0o644)
}

// generate writes the Go code of a model and of the descriptions beside it.
func generate(file, out string, in Module, target Target) error {
	p, err := load(file, target)
	if err != nil {
		return err
	}
	code, err := files(p, in)
	if err != nil {
		return err
	}
	return write(out, target.Package, code)
}

// load plans the Go code of a model.
func load(file string, target Target) (*Package, error) {
	m, err := readModel(file)
	if err != nil {
		return nil, err
	}
	dir := filepath.Dir(file)
	descriptions, err := readDescriptions(dir)
	if err == nil {
		err = applyOverrides(m, descriptions.Overrides)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	m.spreadSensitive()
	p, err := build(m, descriptions, target)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return p, nil
}

// Module is the module that generated code imports from, which is the one that the generator is in.
type Module struct {
	dir    string
	module string // import path
}

// findModule returns the module that the working directory is in.
func findModule() (Module, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}\n{{.Path}}").Output()
	dir, path, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return Module{dir, path}, err
}
