using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Qinglian.Kernel.Ledger;

/// <summary>What the ledger was at an instant: so many lines, with this root over them. Signed, and held outside by others.</summary>
public sealed record Checkpoint
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public Checkpoint(string origin, long size, Digest root, DateTimeOffset at)
    {
        if (!CheckpointPublicKey.IsName(origin))
            throw new ArgumentException("The origin of a ledger is a name without spaces and plus signs.", nameof(origin));
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        (Origin, Size, Root, At) = (origin, size, root, LineEncoding.WholeMicroseconds(at));
    }

    /// <summary>Which ledger: the name of the installation, the same in all its checkpoints.</summary>
    public string Origin { get; }

    public long Size { get; }

    public Digest Root { get; }

    public DateTimeOffset At { get; }

    /// <summary>The text that is signed: origin, size, root and time, one per line.</summary>
    public string Text() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\ntime {WriteTime(At)}\n");

    public SignedNote Sign(CheckpointKey key)
    {
        var text = Text();
        return new(text, [key.Sign(text)]);
    }

    /// <summary>Reads the text of a note; says nothing about its signatures.</summary>
    public static bool TryRead(SignedNote note, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (note.Text.Split('\n') is not [var origin, var size, var root, var time, ""] || !CheckpointPublicKey.IsName(origin)
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves)
            || !Digest.TryFromBase64(root, out var hash)
            || !time.StartsWith("time ", StringComparison.Ordinal) || !TryReadTime(time[5..], out var at))
            return false;
        var read = new Checkpoint(origin, leaves, hash, at);
        // A size written "007" is the same number in another spelling: one checkpoint has one text.
        if (read.Text() != note.Text)
            return false;
        checkpoint = read;
        return true;
    }

    internal static string WriteTime(DateTimeOffset at) => at.ToString(TimeFormat, CultureInfo.InvariantCulture);

    internal static bool TryReadTime(string? text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);
}
