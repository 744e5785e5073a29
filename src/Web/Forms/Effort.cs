using System.Globalization;
using Qinglian.Data.Burden;
using Qinglian.Kernel;
using Qinglian.Web.Components;

namespace Qinglian.Web.Forms;

/// <summary>
/// Measures what a form costs, from the moment it is shown to the moment it is accepted. The page itself carries when it was shown; nothing is
/// kept of who sent it (L09).
/// </summary>
public sealed class Effort(FormUses uses, LocalTime time)
{
    private const string Field = "began";

    /// <summary>Longer than half a day a form does not stay open: whoever sends such a number made it up.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Carried by the form, and carried along where it is shown again.</summary>
    /// <param name="asked">How many fields it shows.</param>
    /// <param name="given">How many of them are filled in beforehand.</param>
    public HiddenValue Begin(Func<string, string?> typed, int asked, int given) =>
        new(Field, Read(typed) is not null ? typed(Field)! : string.Create(CultureInfo.InvariantCulture, $"{time.Now.ToUnixTimeSeconds()}-{asked}-{given}"));

    /// <summary>The form was accepted.</summary>
    public Task NoteAsync(string form, Func<string, string?> typed, CancellationToken cancel) =>
        Read(typed) is var (began, asked, given) && time.Now - began is var took && took >= TimeSpan.Zero && took < Longest
            ? uses.NoteAsync(form, asked, given, took, cancel)
            : Task.CompletedTask;

    private static (DateTimeOffset Began, int Asked, int Given)? Read(Func<string, string?> typed)
    {
        if (typed(Field)?.Split('-') is not [var at, var asked, var given]) return null;
        return long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000
            && int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var all) && all < 1000
            && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var some) && some <= all
            ? (DateTimeOffset.FromUnixTimeSeconds(seconds), all, some)
            : null;
    }
}
