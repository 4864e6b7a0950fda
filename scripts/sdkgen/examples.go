package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	java "github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi-yaml/pkg/pulumiyaml"
	yaml "github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// The languages by the names that code fences in a schema have, and the file that holds the program.
var converters = map[string]struct {
	file     string
	generate func(*pcl.Program) (files, hcl.Diagnostics, error)
	options  []pcl.BindOption
}{
	"typescript": {"index.ts", nodejs.GenerateProgram, nil},
	"python":     {"__main__.py", python.GenerateProgram, nil},
	"go":         {"main.go", golang.GenerateProgram, nil},
	"csharp":     {"Program.cs", dotnet.GenerateProgram, nil},
	// In Java a look-up returns an output, whatever its arguments are.
	"java": {"MyStack.java", java.GenerateProgram, []pcl.BindOption{pcl.PreferOutputVersionedInvokes}},
}

// convert reads every YAML program below a folder and writes one JSON object: path, language, program.
func convert(text []byte, folder, out string) error {
	all := map[string]map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".yaml" {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		all[filepath.ToSlash(strings.TrimSuffix(name, ".yaml"))], err = converted(text, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	var made bytes.Buffer
	encoder := json.NewEncoder(&made)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	return os.WriteFile(out, made.Bytes(), 0o644)
}

func converted(text []byte, path string) (map[string]string, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	programs := map[string]string{}
	for language, converter := range converters {
		// Generators modify what they get, so each gets its own.
		program, err := bound(text, path, source, converter.options)
		if err != nil {
			return nil, err
		}
		made, diagnostics, err := converter.generate(program)
		if err != nil || diagnostics.HasErrors() {
			return nil, fmt.Errorf("%s: %v %v", language, err, diagnostics)
		}
		content, found := made[converter.file]
		if !found {
			return nil, fmt.Errorf("%s: no %s among %d files", language, converter.file, len(made))
		}
		programs[language] = string(content)
	}
	return programs, nil
}

// bound is the program in the language that the generators read, checked against the schema.
func bound(text []byte, path string, source []byte, options []pcl.BindOption) (*pcl.Program, error) {
	pkg, err := bind(text)
	if err != nil {
		return nil, err
	}
	template, problems, err := pulumiyaml.LoadYAMLBytes(filepath.Base(path), source)
	if err != nil || problems.HasErrors() {
		return nil, fmt.Errorf("%v %v", err, problems)
	}
	body, diagnostics, err := yaml.ConvertTemplateIL(template, only{pkg})
	if err != nil || diagnostics.HasErrors() {
		return nil, fmt.Errorf("%v %v", err, diagnostics)
	}
	parser := syntax.NewParser()
	if err := parser.ParseFile(strings.NewReader(body), "program.pp"); err != nil || parser.Diagnostics.HasErrors() {
		return nil, fmt.Errorf("%v %v", err, parser.Diagnostics)
	}
	program, diagnostics, err := pcl.BindProgram(parser.Files, append(options, pcl.Loader(only{pkg}))...)
	if err != nil || diagnostics.HasErrors() {
		return nil, fmt.Errorf("%v %v", err, diagnostics)
	}
	return program, nil
}

// only loads the one package that is there.
type only struct{ pkg *schema.Package }

func (l only) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	if name != l.pkg.Name {
		return nil, fmt.Errorf("no package %q", name)
	}
	return l.pkg, nil
}

func (l only) LoadPackageV2(_ context.Context, wanted *schema.PackageDescriptor) (*schema.Package, error) {
	return l.LoadPackage(wanted.Name, nil)
}

func (l only) LoadPackageReference(name string, _ *semver.Version) (schema.PackageReference, error) {
	pkg, err := l.LoadPackage(name, nil)
	if err != nil {
		return nil, err
	}
	return pkg.Reference(), nil
}

func (l only) LoadPackageReferenceV2(_ context.Context, wanted *schema.PackageDescriptor) (schema.PackageReference, error) {
	return l.LoadPackageReference(wanted.Name, nil)
}
