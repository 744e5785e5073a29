using Qinglian.Kernel;

namespace Qinglian.Cli;

/// <summary>One command: its name of one or two words, what it takes, what it does.</summary>
/// <param name="Places">The places behind the name, as the help shows them; one in brackets may be left out.</param>
internal sealed record Command(string Name, IReadOnlyList<string> Places, Words Words, Func<Arguments, CancellationToken, Task<int>> Run, params IReadOnlyList<Option> Options)
{
    /// <summary>It works on an installation and takes <c>--data</c> and <c>--database</c>.</summary>
    public bool Installed { get; init; }

    public IReadOnlyList<Option> AllOptions => Installed ? [.. Options, .. Installations.Options] : Options;

    public string Usage => string.Join(' ', (string[])["./qinglian", Name, .. Places, .. AllOptions.Select(o => $"[{o.Name}{(o.Value is null ? "" : " " + o.Value)}]{(o.Many ? "…" : "")}")]);

    public int Needed => Places.Count(p => !p.StartsWith('['));
}
