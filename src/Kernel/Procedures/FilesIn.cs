using System.Collections.Concurrent;
using System.Reflection;

namespace Qinglian.Kernel.Procedures;

/// <summary>The files handed in with a form; the desk places them in the dossier in the same transaction.</summary>
internal static class FilesIn
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = [];

    public static IEnumerable<FileId> Read(object form) => Properties
        .GetOrAdd(form.GetType(), t => [.. t.GetProperties().Where(p => p.PropertyType == typeof(FileId) || p.PropertyType == typeof(FileId?) || p.PropertyType == typeof(IReadOnlyList<FileId>))])
        .Select(p => p.GetValue(form))
        .SelectMany(v => v switch { FileId one => [one], IReadOnlyList<FileId> many => many, _ => (IReadOnlyList<FileId>)[] });
}
