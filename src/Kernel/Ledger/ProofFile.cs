namespace Qinglian.Kernel.Ledger;

/// <summary>An older checkpoint and the path that shows that the newer one only added lines to it.</summary>
public sealed record Continuation(SignedNote Older, IReadOnlyList<Digest> Path);

/// <summary>
/// Everything an outsider needs to check one line without asking the system: the line, its content if it may be seen,
/// its place in the tree, a signed checkpoint and the public keys; with or without the growth since an older checkpoint.
/// </summary>
public sealed record ProofFile
{
    /// <summary>The line; null in a file that proves only how the ledger grew.</summary>
    public LedgerLine? Line { get; init; }

    /// <summary>Null where the content is sealed, erased or not for this reader.</summary>
    public LedgerContent? Content { get; init; }

    public long Index { get; init; }

    public IReadOnlyList<Digest> Path { get; init; } = [];

    public required SignedNote Checkpoint { get; init; }

    /// <summary>The ledger's key has the name of the ledger's origin; all others are witnesses.</summary>
    public required IReadOnlyList<CheckpointPublicKey> Keys { get; init; }

    public Continuation? Continuation { get; init; }

    /// <summary>Checks all that the file claims.</summary>
    /// <param name="trusted">Keys got by another way than this file; null: the keys in the file are taken at their word.</param>
    public IReadOnlyList<ProofFinding> Verify(IReadOnlyList<CheckpointPublicKey>? trusted)
    {
        if (!Ledger.Checkpoint.TryRead(Checkpoint, out var checkpoint))
            return [new(ProofCheck.Signature, ProofOutcome.Failed, ProofWords.NoCheckpoint)];
        var findings = new List<ProofFinding>();
        if (Line is not null)
        {
            findings.Add(CheckContent(Line));
            findings.Add(CheckInclusion(Line, checkpoint));
        }

        var known = trusted ?? Keys;
        findings.Add(CheckSignature(checkpoint, known, trusted is not null));
        findings.Add(CheckWitnesses(checkpoint, known));
        findings.Add(CheckContinuation(checkpoint, known));
        return findings;
    }

    private ProofFinding CheckContent(LedgerLine line)
    {
        if (Content is null)
            return new(ProofCheck.Content, ProofOutcome.NotChecked, ProofWords.ContentAbsent);
        return Content.Salt.Length == LedgerContent.SaltLength && Content.Commitment() == line.Commitment
            ? new(ProofCheck.Content, ProofOutcome.Proved, ProofWords.ContentProved)
            : new(ProofCheck.Content, ProofOutcome.Failed, ProofWords.ContentChanged);
    }

    private ProofFinding CheckInclusion(LedgerLine line, Checkpoint checkpoint)
    {
        if (Index >= checkpoint.Size)
            return new(ProofCheck.Inclusion, ProofOutcome.Failed, ProofWords.OutsideCheckpoint.With(Index + 1, checkpoint.Size));
        return MerkleProof.VerifyInclusion(LineEncoding.Leaf(line), Index, checkpoint.Size, Path.ToArray(), checkpoint.Root)
            ? new(ProofCheck.Inclusion, ProofOutcome.Proved, ProofWords.InclusionProved.With(Index + 1, checkpoint.Size))
            : new(ProofCheck.Inclusion, ProofOutcome.Failed, ProofWords.InclusionFailed);
    }

    private ProofFinding CheckSignature(Checkpoint checkpoint, IReadOnlyList<CheckpointPublicKey> known, bool trusted)
    {
        if (!known.Any(k => k.Name == checkpoint.Origin))
            return new(ProofCheck.Signature, ProofOutcome.Failed, ProofWords.NoKey.With(checkpoint.Origin));
        var signer = known.FirstOrDefault(k => k.Name == checkpoint.Origin && Checkpoint.IsSignedBy(k));
        return signer is null
            ? new(ProofCheck.Signature, ProofOutcome.Failed, ProofWords.SignatureWrong.With(checkpoint.Origin))
            : new(ProofCheck.Signature, ProofOutcome.Proved, (trusted ? ProofWords.SignatureTrusted : ProofWords.SignatureProved).With(checkpoint.Origin, signer.Fingerprint));
    }

    private ProofFinding CheckWitnesses(Checkpoint checkpoint, IReadOnlyList<CheckpointPublicKey> known)
    {
        var witnesses = known.Where(k => k.Name != checkpoint.Origin).ToList();
        if (witnesses.FirstOrDefault(k => Checkpoint.ClaimsToBeSignedBy(k) && !Checkpoint.IsSignedBy(k)) is { } forged)
            return new(ProofCheck.Witnesses, ProofOutcome.Failed, ProofWords.WitnessForged.With(forged.Name));
        var signed = witnesses.Where(Checkpoint.IsSignedBy).Select(k => k.Name).Distinct().ToList();
        return signed.Count == 0
            ? new(ProofCheck.Witnesses, ProofOutcome.NotChecked, ProofWords.NoWitness)
            : new(ProofCheck.Witnesses, ProofOutcome.Proved, ProofWords.WitnessProved.With(string.Join(", ", signed)));
    }

    private ProofFinding CheckContinuation(Checkpoint checkpoint, IReadOnlyList<CheckpointPublicKey> known)
    {
        if (Continuation is null)
            return new(ProofCheck.Continuation, ProofOutcome.NotChecked, ProofWords.NoOlder);
        if (!Ledger.Checkpoint.TryRead(Continuation.Older, out var older) || older.Origin != checkpoint.Origin)
            return new(ProofCheck.Continuation, ProofOutcome.Failed, ProofWords.OlderUnreadable);
        if (!known.Any(k => k.Name == older.Origin && Continuation.Older.IsSignedBy(k)))
            return new(ProofCheck.Continuation, ProofOutcome.Failed, ProofWords.OlderUnsigned);
        return MerkleProof.VerifyConsistency(older.Size, checkpoint.Size, older.Root, checkpoint.Root, Continuation.Path.ToArray())
            ? new(ProofCheck.Continuation, ProofOutcome.Proved, ProofWords.ContinuationProved.With(older.Size, checkpoint.Size))
            : new(ProofCheck.Continuation, ProofOutcome.Failed, ProofWords.ContinuationFailed.With(older.Size, checkpoint.Size));
    }
}
