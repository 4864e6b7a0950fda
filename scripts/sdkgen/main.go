// Command sdkgen does what only Go can do here, by one of three verbs:
//
//	sdkgen sdks SCHEMA FOLDER            generates the SDK of every language
//	sdkgen examples SCHEMA FOLDER FILE   converts the YAML programs in a folder to every language
//	sdkgen module FOLDER VERSION OUT     packs a Go module as a module proxy serves it
//
// One version of Pulumi's generators serves all five languages. It is not the newest: later versions moved the .NET
// generator into a module that cannot be downloaded on its own.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	java "github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-ipv6"

type files = map[string][]byte

// The schema refers to no other package, so this loads nothing; without a loader the binder would start an engine.
var alone schema.ReferenceLoader = struct{ schema.ReferenceLoader }{}

// The picture of the package, found from the schema's folder.
var logo string

// Each generator modifies the package that it gets, so each gets its own.
var languages = map[string]func(*schema.Package) (files, error){
	"nodejs": func(pkg *schema.Package) (files, error) {
		made, err := nodejs.GeneratePackage(tool, pkg, nil, nil, false, alone)
		for name, content := range made {
			content = bytes.ReplaceAll(content, []byte("static isInstance("), []byte("static override isInstance("))
			// The examples import the package, which runs without a plugin; this SDK is a part of it.
			made[name] = bytes.ReplaceAll(content, []byte(`from "pulumi-ipv6";`), []byte(`from "pulumi-ipv6/plugin";`))
		}
		return made, err
	},
	"python": func(pkg *schema.Package) (files, error) {
		return python.GeneratePackage(tool, pkg, nil, alone)
	},
	"go": func(pkg *schema.Package) (files, error) {
		return golang.GeneratePackage(tool, pkg, nil)
	},
	"dotnet": func(pkg *schema.Package) (files, error) {
		// The generator downloads its logo and wants a PNG.
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.ServeFile(w, r, logo)
		}))
		defer server.Close()
		pkg.LogoURL = server.URL
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	},
	"java": func(pkg *schema.Package) (files, error) {
		return java.GeneratePackage(tool, pkg, nil, nil, false, false)
	},
}

// Files that are not written: the Node.js SDK is compiled as part of the root npm package. Its own package.json, with
// the `pulumi` part that the generator writes, would make every program download the plugin, even the dynamic door's.
var skipped = map[string]bool{"nodejs/package.json": true, "nodejs/tsconfig.json": true, "nodejs/.gitignore": true}

func main() {
	args := append(os.Args, "")
	switch verb := fmt.Sprint(args[1], " ", len(os.Args)-2); verb {
	case "sdks 2":
		text := read(args[2])
		logo = filepath.Join(filepath.Dir(args[2]), "../docs/logo.png")
		for language, generate := range languages {
			fail(write(text, args[3], language, generate))
		}
	case "examples 3":
		fail(convert(read(args[2]), args[3], args[4]))
	case "module 3":
		fail(pack(args[2], args[3], args[4]))
	default:
		fail(fmt.Errorf("wrong arguments: see main.go"))
	}
}

func read(path string) []byte {
	text, err := os.ReadFile(path)
	fail(err)
	return text
}

func write(text []byte, folder, language string, generate func(*schema.Package) (files, error)) error {
	pkg, err := bind(text)
	if err != nil {
		return err
	}
	made, err := generate(pkg)
	if err != nil {
		return err
	}
	for name, content := range made {
		if skipped[language+"/"+name] {
			continue
		}
		path := filepath.Join(folder, language, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func bind(text []byte) (*schema.Package, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, problems, err := schema.BindSpec(spec, alone, schema.ValidationOptions{})
	if err == nil && problems.HasErrors() {
		return nil, problems
	}
	return pkg, err
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "sdkgen:", err)
		os.Exit(1)
	}
}
