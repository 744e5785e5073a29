using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Qinglian.Data.Server;

/// <summary>One numbered SQL file of an assembly, such as <c>Data/0001_basics.sql</c>.</summary>
public sealed partial record Migration(string Name, string Sql)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The files embedded below <c>Schema/</c> of each assembly, in the order of the assemblies and then of the numbers.</summary>
    public static IReadOnlyList<Migration> Of(params IEnumerable<Assembly> assemblies) => [.. assemblies.Distinct().SelectMany(Read)];

    private static IEnumerable<Migration> Read(Assembly assembly)
    {
        var source = assembly.GetName().Name!;
        var prefix = source + ".Schema.";
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => name[prefix.Length..]).Order(StringComparer.Ordinal).ToList();
        if (files.Find(file => !Numbered().IsMatch(file)) is { } odd)
            throw new InvalidOperationException($"{source}/Schema/{odd} must be named like 0001_what_it_does.sql.");
        if (files.GroupBy(file => file[..4]).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"{source}/Schema has two files numbered {twice.Key}.");
        foreach (var file in files)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(prefix + file)!, Encoding.UTF8);
            // The same file must have the same hash on every machine.
            yield return new($"{source.Replace("Qinglian.", "", StringComparison.Ordinal)}/{file}", reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9_]+\.sql$")]
    private static partial Regex Numbered();
}

/// <summary>Reported as each file is applied: the <paramref name="Number"/>th of <paramref name="Count"/> that were outstanding.</summary>
public sealed record MigrationApplied(string Name, int Number, int Count, TimeSpan Took);
